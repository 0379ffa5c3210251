package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** `void`: looks at the invoice first, and settles an unknown outcome by its status (B-6, C-16). */
final class VoidInvoice extends Procedure {
    private final ObjectNode request;

    VoidInvoice(Command command, Desk desk) {
        super(command, desk);
        request = command.payload();
    }

    @Override
    protected Step begin() {
        ObjectNode payload = Json.object().put("invoiceNo", Json.text(request, "invoiceNo"));
        return exchange(new Request("invoice.query", payload, () -> rung(this::begin), this::seen), this::begin);
    }

    private Step seen(Heard.Answer answer) {
        if (!answer.is("0000")) {
            return refused(answer);
        }
        return switch (Json.text(answer.data(), "status")) {
            case "void" -> Outcome.done("the invoice is void");
            case "red-partial", "red-full" -> Outcome.rejected("a reversed invoice cannot be voided");
            default -> send();
        };
    }

    private Step send() {
        return exchange(new Request("invoice.void", request, () -> doubt(this::begin), this::sent), this::begin);
    }

    private Step sent(Heard.Answer answer) {
        boolean isVoid = answer.is("0000") || answer.is("4301") && Json.text(answer.data(), "status").equals("void");
        if (isVoid) {
            return Outcome.done("the invoice is void");
        }
        return answer.is("4301") ? Outcome.rejected("cannot be voided, a red invoice is the way") : refused(answer);
    }
}
