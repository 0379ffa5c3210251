package liandiao.example;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** `query`: what the bureau has of an order, and whether its delivery is late (D-2, C-14). */
final class QueryOrder extends Procedure {
    QueryOrder(Command command, Desk desk) {
        super(command, desk);
    }

    @Override
    protected Step begin() {
        ObjectNode payload = Json.object().put("orderNo", Json.text(command.message(), "orderNo"));
        return exchange(new Request("invoice.query", payload, () -> rung(this::begin), this::found), this::begin);
    }

    private Step found(Heard.Answer answer) {
        ObjectNode invoice = answer.data();
        String status = Json.text(invoice, "status");
        if (answer.is("4004") || status.equals("failed")) {
            return Outcome.rejected("there is no such invoice");
        }
        if (!answer.is("0000")) {
            return Outcome.unknown("the query was refused with " + answer.code());
        }
        if (status.equals("processing")) {
            return Outcome.of("processing", "");
        }
        if (!Json.has(invoice, "invoiceNo")) {
            return rung(this::begin);
        }
        Outcome issued = Outcome.issued(invoice);
        return status.equals("issued") && isLate(invoice) ? issued.with("late", BooleanNode.TRUE) : issued;
    }

    private boolean isLate(ObjectNode invoice) {
        Duration age = Duration.between(China.readIssuedAt(Json.text(invoice, "issuedAt")), now());
        return age.toMillis() > desk.settings().deliveryDueMs();
    }
}
