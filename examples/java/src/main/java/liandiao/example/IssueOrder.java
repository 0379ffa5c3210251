package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** `issue`: one order, one invoice (C-3 to C-11). */
final class IssueOrder extends AcceptedOrder {
    private static final List<String> AMOUNTS = List.of("amount", "tax", "total");

    private final ObjectNode order;

    IssueOrder(Command command, Desk desk) {
        super(command, desk);
        order = command.payload();
    }

    @Override
    protected Step begin() {
        var errors = Precheck.of(order);
        return errors.isEmpty() ? sendOrAsk() : Outcome.of("invalid", "refused before sending").with("errors", errors);
    }

    @Override
    protected Step send() {
        return exchange(new Request("invoice.issue", order, this::lost, this::sent), this::sendOrAsk);
    }

    /** C-9. */
    @Override
    protected boolean isOurs(ObjectNode invoice) {
        return Json.text(invoice, "buyerName").equals(Json.text(order.path("buyer"), "name"))
                && AMOUNTS.stream().allMatch(name -> Json.isDecimal(invoice, name)
                        && Json.decimal(invoice, name).compareTo(Json.decimal(order, name)) == 0);
    }
}
