package liandiao.example;

/** What a command does next; an `Outcome` is the step that ends it. */
@FunctionalInterface
interface Step {
    Step take();
}
