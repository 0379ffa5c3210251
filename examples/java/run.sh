#!/bin/sh
# The client as it is certified: quick to start, for a process that lives for seconds. The JVM's own warnings would go to
# standard output, which belongs to the kit (D).
here=$(cd "$(dirname "$0")" && pwd)
exec java -Xlog:disable -XX:SharedArchiveFile="$here/target/client.jsa" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$here/target/client.jar"
