package liandiao.example;

/** What every procedure of a session works with. */
record Desk(Sender sender, SessionClock clock, Settings settings, OpenCommands book, News news) {
    boolean isDoubtful(Command command) {
        return command.subject().filter(book::isDoubtful).isPresent();
    }
}
