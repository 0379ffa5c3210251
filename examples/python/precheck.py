"""What a client refuses before it sends: P-1, P-2 (form), P-3 to P-7, P-8 (rate 0) and P-9, as C-3 asks."""

import re
from decimal import ROUND_HALF_UP, Decimal

DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]+)?")
CENT = Decimal("0.01")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
PARTY_TEXTS = ("name", "taxNo", "address", "phone", "bank", "account")
LINE_REQUIRED = ("name", "taxCode", "amount", "rate", "tax")
ORDER_REQUIRED = ("orderNo", "invoiceType", "clerk", "lines", "amount", "tax", "total")


def is_decimal(value, places=None) -> bool:
    if not isinstance(value, str) or not DECIMAL.fullmatch(value) or re.fullmatch(r"-0(\.0+)?", value):
        return False
    return places is None or len(value.partition(".")[2]) == places


def round_half_up(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), rounding=ROUND_HALF_UP)


def precheck(order: dict) -> list:
    """All errors as {field, rule, message}; empty when the order may be sent."""
    errors = []

    def refuse(field, rule, message):
        errors.append({"field": field, "rule": rule, "message": message})

    _check_required(order, refuse)
    _check_texts(order, refuse)
    _check_tax_numbers(order, refuse)
    if errors:
        return errors
    _check_decimals(order, refuse)
    if errors:
        return errors
    _check_sums(order, refuse)
    for at, line in enumerate(order["lines"]):
        _check_line(order, line, f"/lines/{at}", refuse)
    _check_discounts(order["lines"], refuse)
    return errors


def _check_required(order, refuse):
    for name in ORDER_REQUIRED:
        if not order.get(name):
            refuse(f"/{name}", "P-1", "required")
    buyer = order.get("buyer") or {}
    for party, names in (("seller", ("name", "taxNo")), ("buyer", ("name", "kind"))):
        for name in names:
            if not (order.get(party) or {}).get(name):
                refuse(f"/{party}/{name}", "P-1", "required")
    special = order.get("invoiceType") in ("81", "85")
    if (special or buyer.get("kind") == "enterprise") and not buyer.get("taxNo"):
        refuse("/buyer/taxNo", "P-1", "required for this invoice type and buyer")
    if special and buyer.get("kind") == "individual":
        refuse("/buyer/kind", "P-1", "a special invoice is never issued to an individual")
    for at, line in enumerate(order.get("lines") or []):
        for name in LINE_REQUIRED:
            if not line.get(name):
                refuse(f"/lines/{at}/{name}", "P-1", "required")
        if bool(line.get("quantity")) != bool(line.get("unitPrice")):
            refuse(f"/lines/{at}/quantity", "P-1", "quantity and unit price go together")


def _check_texts(order, refuse):
    """No control characters and no blanks at the ends; the remark alone is free (P-1)."""
    delivery = order.get("delivery") or {}
    texts = [("/clerk", order.get("clerk")), ("/callbackUrl", order.get("callbackUrl"))]
    texts += [(f"/delivery/{name}", delivery.get(name)) for name in ("email", "phone")]
    for side in ("seller", "buyer"):
        texts += [(f"/{side}/{name}", (order.get(side) or {}).get(name)) for name in PARTY_TEXTS]
    for at, line in enumerate(order.get("lines") or []):
        texts += [(f"/lines/{at}/{name}", line.get(name)) for name in ("name", "spec", "unit")]
    for field, text in texts:
        if text and CONTROL.search(text):
            refuse(field, "P-1", "a control character or line break")
        elif text and text != text.strip():
            refuse(field, "P-1", "leading or trailing spaces")


def _check_tax_numbers(order, refuse):
    for party in ("seller", "buyer"):
        number = (order.get(party) or {}).get("taxNo")
        if number and not (re.fullmatch(r"[0-9A-Z]+", number) and len(number) in (15, 17, 18, 20)):
            refuse(f"/{party}/taxNo", "P-2", "15, 17, 18 or 20 characters of 0-9A-Z")


def _check_decimals(order, refuse):
    for name in ("amount", "tax", "total"):
        if not is_decimal(order[name], 2):
            refuse(f"/{name}", "P-3", "a decimal text with two decimals")
    for at, line in enumerate(order["lines"]):
        for name in ("amount", "tax"):
            if not is_decimal(line[name], 2):
                refuse(f"/lines/{at}/{name}", "P-3", "a decimal text with two decimals")
        if line.get("deduction") and not is_decimal(line["deduction"], 2):
            refuse(f"/lines/{at}/deduction", "P-3", "a decimal text with two decimals")
        if not is_decimal(line["rate"]):
            refuse(f"/lines/{at}/rate", "P-8", "a fraction as decimal text")
        for name in ("quantity", "unitPrice"):
            if line.get(name) and not (is_decimal(line[name]) and Decimal(line[name]) > 0):
                refuse(f"/lines/{at}/{name}", "P-7", "a decimal above zero")


def _check_sums(order, refuse):
    lines = order["lines"]
    amount, tax = (sum(Decimal(line[name]) for line in lines) for name in ("amount", "tax"))
    if amount != Decimal(order["amount"]):
        refuse("/amount", "P-4", f"the lines sum to {amount}")
    if tax != Decimal(order["tax"]):
        refuse("/tax", "P-4", f"the lines sum to {tax}")
    if Decimal(order["amount"]) + Decimal(order["tax"]) != Decimal(order["total"]):
        refuse("/total", "P-4", "amount + tax")
    exact = sum((_tax_base(order, line) * Decimal(line["rate"]) for line in lines), Decimal(0))
    if abs(exact - Decimal(order["tax"])) > Decimal("1.27"):
        refuse("/tax", "P-6", f"more than 1.27 from {exact}")


def _tax_base(order, line) -> Decimal:
    deduction = Decimal(line.get("deduction") or "0") if order.get("deductionMode") == "02" else Decimal(0)
    return Decimal(line["amount"]) - deduction


def _check_line(order, line, at, refuse):
    amount, rate, tax = (Decimal(line[name]) for name in ("amount", "rate", "tax"))
    discount = line.get("kind") == "1"
    if (discount and (amount >= 0 or tax > 0)) or (not discount and amount <= 0):
        refuse(f"{at}/amount", "P-3", "above zero, below zero on a discount line")
    if abs(round_half_up(_tax_base(order, line) * rate, "0.01") - tax) > Decimal("0.06"):
        refuse(f"{at}/tax", "P-5", "more than 0.06 from amount × rate")
    if line.get("deduction") and (not order.get("deductionMode") or discount or rate == 0):
        refuse(f"{at}/deduction", "P-5", "only with deductionMode, never with a discount or rate 0")
    if line.get("quantity") and not discount:
        quantity, price = Decimal(line["quantity"]), Decimal(line["unitPrice"])
        near = abs(quantity * price - amount) <= CENT
        if not near and round_half_up(amount / quantity, "0.00000001") != round_half_up(price, "0.00000001"):
            refuse(f"{at}/unitPrice", "P-7", "quantity × unitPrice is not the amount")
    reasons = [line.get("policy") in ("03", "04"), line.get("zeroRate") == "export"]
    if rate == 0 and (sum(reasons) != 1 or tax != 0 or order["invoiceType"] in ("81", "85")):
        refuse(f"{at}/rate", "P-8", "rate 0 needs exactly one reason, tax 0.00 and an ordinary invoice")


def _same_ware(line, before) -> bool:
    same_texts = all(line[name] == before[name] for name in ("name", "taxCode"))
    return same_texts and Decimal(line["rate"]) == Decimal(before["rate"])


def _check_discounts(lines, refuse):
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else {}
        after = lines[at + 1] if at + 1 < len(lines) else {}
        if line.get("kind") == "2" and after.get("kind") != "1":
            refuse(f"/lines/{at}/kind", "P-9", "a discounted line is followed by its discount")
        if line.get("kind") != "1":
            continue
        if before.get("kind") != "2" or not _same_ware(line, before):
            refuse(f"/lines/{at}", "P-9", "follows its discounted line, with its name, code and rate")
        elif -Decimal(line["amount"]) > Decimal(before["amount"]):
            refuse(f"/lines/{at}/amount", "P-9", "larger than what it discounts")
        if any(line.get(name) for name in ("quantity", "unitPrice", "unit", "spec")):
            refuse(f"/lines/{at}", "P-9", "no quantity, price, unit or spec on a discount line")
