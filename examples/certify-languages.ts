// `npm run certify:languages`: builds the example clients of other languages, certifies each, and fails where one cannot be built.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

type Example = {
  readonly language: string;
  /** Commands of a shell that succeed where the toolchain is there. */
  readonly needs: readonly string[];
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  readonly build: string | null;
  readonly client: string;
};

const examples: readonly Example[] = [
  {
    language: 'python',
    needs: ["/usr/bin/python3 -c 'import cryptography'"],
    packages: ['python3', 'python3-cryptography'],
    build: null,
    client: '/usr/bin/python3 examples/python/main.py',
  },
  {
    language: 'go',
    needs: ['go version'],
    packages: ['golang-go'],
    build: 'examples/go/build.sh',
    client: 'examples/go/invoicing',
  },
  {
    language: 'java',
    needs: ['javac -version', 'mvn --version'],
    packages: ['openjdk-17-jdk-headless', 'maven'],
    build: 'examples/java/build.sh',
    client: 'examples/java/run.sh',
  },
];

const say = (line: string) => process.stdout.write(`${line}\n`);
const succeeds = (command: string): boolean => spawnSync('sh', ['-c', command], { stdio: 'ignore' }).status === 0;
const missingOf = ({ needs }: Example): readonly string[] => needs.filter((need) => !succeeds(need));

/** Toolchains come from Debian, where this may install; the words of the installer go to standard error. */
const install = ({ packages }: Example): void => {
  const command = `apt-get update -q && apt-get install -y -q --no-install-recommends ${packages.join(' ')}`;
  spawnSync('sh', ['-c', `command -v apt-get >/dev/null && { ${command}; } >&2`], { stdio: 'inherit' });
};

/** Null when the example is conformant, else why not. */
const certify = (example: Example): string | null => {
  if (missingOf(example).length > 0) install(example);
  const missing = missingOf(example);
  if (missing.length > 0)
    return `missing: ${missing.join(', ')}; on Debian: apt-get install ${example.packages.join(' ')}`;
  if (example.build !== null && spawnSync(example.build, { stdio: 'inherit' }).status !== 0)
    return `${example.build} failed`;
  const flags = ['certify', '--client', example.client, '--out', `report/${example.language}`, '--quiet'];
  const { status, signal } = spawnSync(process.execPath, ['cli/start.js', ...flags], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0 ? null : `certify ended with ${status ?? signal}`;
};

const wanted = process.argv.slice(2);
const chosen = examples.filter(({ language }) => wanted.length === 0 || wanted.includes(language));
const foreign = wanted.filter((name) => !examples.some(({ language }) => language === name));
if (foreign.length > 0) {
  process.stderr.write(
    `no example is called ${foreign.join(', ')}: name ${examples.map(({ language }) => language).join(', ')}\n`,
  );
  process.exit(2);
}
const results = chosen.map((example) => ({ ...example, wrong: certify(example) }));
for (const { language, wrong } of results)
  say(`${wrong === null ? '✓' : '✗'} ${language}${wrong === null ? '' : `: ${wrong}`}`);
const failed = results.filter(({ wrong }) => wrong !== null).length;
say(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 4;
