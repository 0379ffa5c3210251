package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is refused before it is sent: P-1, P-2 (form), P-3 to P-7, P-9 and, of P-8, the rules on rate 0 (C-3). */
final class Precheck {
    private static final BigDecimal LINE_TOLERANCE = new BigDecimal("0.06");
    private static final BigDecimal INVOICE_TOLERANCE = new BigDecimal("1.27");
    private static final BigDecimal FEN = new BigDecimal("0.01");
    private static final Pattern TAX_NUMBER = Pattern.compile("([0-9A-Z]{15}|[0-9A-Z]{17,18}|[0-9A-Z]{20})?");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\u2028\\u2029]");

    private final ObjectNode order;
    private final JsonNode lines;
    private final boolean special;
    private final ArrayNode errors = Json.object().putArray("errors");

    private Precheck(ObjectNode order) {
        this.order = order;
        lines = order.path("lines");
        special = Set.of("81", "85").contains(Json.text(order, "invoiceType"));
    }

    /** All errors as {`field`, `rule`, `message`}; empty when the order may be sent. */
    static ArrayNode of(ObjectNode order) {
        Precheck check = new Precheck(order);
        check.members();
        if (check.errors.isEmpty()) {
            check.decimals();
        }
        if (check.errors.isEmpty()) {
            check.sums();
            check.eachLine(check::line);
            check.discounts();
        }
        return check.errors;
    }

    private void demand(boolean holds, String field, String rule, String message) {
        if (!holds) {
            errors.addObject().put("field", field).put("rule", rule).put("message", message);
        }
    }

    private void members() {
        JsonNode buyer = order.path("buyer");
        String buyerKind = Json.text(buyer, "kind");
        required(order, "", "orderNo", "invoiceType", "clerk", "lines", "amount", "tax", "total");
        required(order.path("seller"), "/seller", "name", "taxNo");
        required(buyer, "/buyer", "name", "kind");
        if (special || buyerKind.equals("enterprise")) {
            required(buyer, "/buyer", "taxNo");
        }
        demand(!(special && buyerKind.equals("individual")), "/buyer/kind", "P-1", "a special invoice is never issued to an individual");
        texts(order, "", "clerk", "callbackUrl");
        texts(order.path("delivery"), "/delivery", "email", "phone");
        for (String party : List.of("seller", "buyer")) {
            texts(order.path(party), "/" + party, "name", "address", "phone", "bank", "account");
            demand(TAX_NUMBER.matcher(Json.text(order.path(party), "taxNo")).matches(), "/" + party + "/taxNo", "P-2", "15, 17, 18 or 20 of 0-9A-Z");
        }
        eachLine((line, at) -> {
            required(line, at, "name", "taxCode", "amount", "rate", "tax");
            texts(line, at, "name", "spec", "unit");
            demand(Json.has(line, "quantity") == Json.has(line, "unitPrice"), at + "/quantity", "P-1", "quantity and price go together");
        });
    }

    private void required(JsonNode node, String at, String... names) {
        Stream.of(names).forEach(name -> demand(Json.has(node, name), at + "/" + name, "P-1", "required"));
    }

    private void texts(JsonNode node, String at, String... names) {
        for (String name : names) {
            String text = Json.text(node, name);
            boolean blankEnd = !text.isEmpty() && (isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1)));
            demand(!CONTROL.matcher(text).find() && !blankEnd, at + "/" + name, "P-1", "a control character, or a blank at an end");
        }
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private void decimals() {
        money(order, "", "amount", "tax", "total");
        eachLine((line, at) -> {
            money(line, at, "amount", "tax");
            if (Json.has(line, "deduction")) {
                money(line, at, "deduction");
            }
            demand(Json.isDecimal(line, "rate"), at + "/rate", "P-8", "a fraction as a decimal text");
            for (String name : List.of("quantity", "unitPrice")) {
                boolean positive = Json.isDecimal(line, name) && Json.decimal(line, name).signum() > 0;
                demand(positive || !Json.has(line, name), at + "/" + name, "P-7", "a decimal above zero");
            }
        });
    }

    private void money(JsonNode node, String at, String... names) {
        for (String name : names) {
            boolean twoDecimals = Json.isDecimal(node, name) && Json.decimal(node, name).scale() == 2;
            demand(twoDecimals, at + "/" + name, "P-3", "a decimal text with two decimals");
        }
    }

    private void sums() {
        BigDecimal amount = Json.decimal(order, "amount");
        BigDecimal tax = Json.decimal(order, "tax");
        demand(amount.signum() >= 0, "/amount", "P-3", "not below zero");
        demand(sum(line -> Json.decimal(line, "amount")).compareTo(amount) == 0, "/amount", "P-4", "the sum of the lines");
        demand(sum(line -> Json.decimal(line, "tax")).compareTo(tax) == 0, "/tax", "P-4", "the sum of the lines");
        demand(amount.add(tax).compareTo(Json.decimal(order, "total")) == 0, "/total", "P-4", "amount + tax");
        demand(isWithin(INVOICE_TOLERANCE, sum(this::exactTax), tax), "/tax", "P-6", "at most 1.27 from amount × rate");
    }

    private BigDecimal sum(Function<JsonNode, BigDecimal> part) {
        return StreamSupport.stream(lines.spliterator(), false).map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal exactTax(JsonNode line) {
        BigDecimal amount = Json.decimal(line, "amount");
        boolean deducted = Json.text(order, "deductionMode").equals("02") && Json.has(line, "deduction");
        return (deducted ? amount.subtract(Json.decimal(line, "deduction")) : amount).multiply(Json.decimal(line, "rate"));
    }

    private static boolean isWithin(BigDecimal tolerance, BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(tolerance) <= 0;
    }

    private void line(JsonNode line, String at) {
        int sign = isDiscount(line) ? -1 : 1;
        BigDecimal tax = Json.decimal(line, "tax");
        boolean untaxed = Json.decimal(line, "rate").signum() == 0;
        boolean priced = Json.has(line, "quantity") && !isDiscount(line);
        demand(Json.decimal(line, "amount").signum() == sign, at + "/amount", "P-3", "above zero, and below zero on a discount line");
        demand(!isDiscount(line) || tax.signum() <= 0, at + "/tax", "P-3", "not above zero on a discount line");
        demand(isWithin(LINE_TOLERANCE, exactTax(line).setScale(2, RoundingMode.HALF_UP), tax), at + "/tax", "P-5", "at most 0.06 from amount × rate");
        demand(!Json.has(line, "deduction") || mayBeDeducted(line), at + "/deduction", "P-5", "not possible on this line");
        demand(!priced || isPriceOfAmount(line), at + "/unitPrice", "P-7", "quantity × unitPrice is the amount");
        demand(!untaxed || mayBeUntaxed(line), at + "/rate", "P-8", "rate 0 needs exactly one reason, tax 0.00 and an ordinary invoice");
    }

    private boolean mayBeDeducted(JsonNode line) {
        BigDecimal deduction = Json.decimal(line, "deduction");
        BigDecimal most = Json.decimal(line, "amount").add(Json.decimal(line, "tax"));
        boolean taxedInFull = !isDiscount(line) && Json.decimal(line, "rate").signum() != 0;
        return taxedInFull && Json.has(order, "deductionMode") && deduction.compareTo(FEN) >= 0 && deduction.compareTo(most) <= 0;
    }

    private static boolean isPriceOfAmount(JsonNode line) {
        BigDecimal amount = Json.decimal(line, "amount");
        BigDecimal quantity = Json.decimal(line, "quantity");
        BigDecimal price = Json.decimal(line, "unitPrice");
        return isWithin(FEN, quantity.multiply(price), amount)
                || amount.divide(quantity, 8, RoundingMode.HALF_UP).compareTo(price.setScale(8, RoundingMode.HALF_UP)) == 0;
    }

    private boolean mayBeUntaxed(JsonNode line) {
        String policy = Json.text(line, "policy");
        boolean oneReason = Set.of("03", "04").contains(policy) != Json.text(line, "zeroRate").equals("export");
        boolean policyOfCode = policy.equals("04") == Json.text(line, "taxCode").startsWith("6");
        return oneReason && policyOfCode && Json.decimal(line, "tax").signum() == 0 && !special;
    }

    private void discounts() {
        for (int at = 0; at < lines.size(); at++) {
            JsonNode line = lines.get(at);
            JsonNode before = lines.path(at - 1);
            String field = "/lines/" + at;
            boolean discounted = Json.text(line, "kind").equals("2");
            demand(!discounted || isDiscount(lines.path(at + 1)), field + "/kind", "P-9", "a discounted line is followed by its discount");
            if (!isDiscount(line)) {
                continue;
            }
            boolean follows = Json.text(before, "kind").equals("2") && isSameWare(line, before);
            boolean bare = Stream.of("quantity", "unitPrice", "unit", "spec").noneMatch(name -> Json.has(line, name));
            demand(follows, field, "P-9", "follows its discounted line, with its name, code and rate");
            demand(!follows || sumOfPair(line, before).signum() >= 0, field + "/amount", "P-9", "not larger than what it discounts");
            demand(bare, field, "P-9", "no quantity, price, unit or spec on a discount line");
        }
    }

    private static BigDecimal sumOfPair(JsonNode line, JsonNode before) {
        return Json.decimal(line, "amount").add(Json.decimal(before, "amount"));
    }

    private static boolean isSameWare(JsonNode line, JsonNode before) {
        return Stream.of("name", "taxCode").allMatch(name -> Json.text(line, name).equals(Json.text(before, name)))
                && Json.decimal(line, "rate").compareTo(Json.decimal(before, "rate")) == 0;
    }

    private static boolean isDiscount(JsonNode line) {
        return Json.text(line, "kind").equals("1");
    }

    private void eachLine(BiConsumer<JsonNode, String> judge) {
        for (int at = 0; at < lines.size(); at++) {
            judge.accept(lines.get(at), "/lines/" + at);
        }
    }
}
