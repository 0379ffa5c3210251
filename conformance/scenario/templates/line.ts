// Lines of the kit's own invoices and their sums: lawful by P-3 to P-9 to the fen.
import { divideRounded, taxOf, writeFen, writeScaled } from './amount.ts';
import type { Drawing } from './drawing.ts';

/** A thing that can be sold: a tax code in force, the rate of a general taxpayer for it, and names of such things. */
export type Ware = {
  readonly taxCode: string;
  readonly percent: bigint;
  readonly names: readonly string[];
  readonly units: readonly string[];
};

export const wares = {
  software: {
    taxCode: '3040201010000000000',
    percent: 6n,
    names: ['软件定制开发', '订单系统接口开发', '小程序开发服务', '开票系统对接开发'],
    units: ['项', '人月', '套'],
  },
  consulting: {
    taxCode: '3040603000000000000',
    percent: 6n,
    names: ['财税咨询', '数字化转型咨询', '信息安全咨询'],
    units: ['次', '项'],
  },
  equipment: {
    taxCode: '1090511030000000000',
    percent: 13n,
    names: ['激光打印机', '票据打印机', '液晶显示器', '标签打印机'],
    units: ['台', '件'],
  },
  catering: {
    taxCode: '3070401000000000000',
    percent: 6n,
    names: ['餐饮服务', '工作餐', '宴会用餐'],
    units: ['次', '桌'],
  },
} as const satisfies Readonly<Record<string, Ware>>;

export type Line = Readonly<Record<string, string>> & { readonly amount: string; readonly tax: string };

type Money = { readonly amountFen: bigint; readonly taxFen: bigint };
export type PricedLine = Money & { readonly line: Line };

const rateOf = (ware: Ware): string => writeScaled(ware.percent, 2);

/** A line of kind 0 or 2 with quantity and price; the amount is their product rounded to the fen (P-7). */
export const sellLine = (drawing: Drawing, ware: Ware, kind: '0' | '2' = '0'): PricedLine => {
  const quantityThousandths = drawing.amount(1, 40) * 500n;
  const priceTenThousandths = drawing.amount(100_000, 40_000_000);
  const amountFen = divideRounded(quantityThousandths * priceTenThousandths, 100_000n);
  const taxFen = taxOf(amountFen, ware.percent);
  const line = {
    kind,
    name: drawing.oneOf(ware.names),
    taxCode: ware.taxCode,
    unit: drawing.oneOf(ware.units),
    quantity: writeScaled(quantityThousandths, 3),
    unitPrice: writeScaled(priceTenThousandths, 4),
    amount: writeFen(amountFen),
    rate: rateOf(ware),
    tax: writeFen(taxFen),
  };
  return { line, amountFen, taxFen };
};

/** A discounted line and the discount line that must follow it at once (P-9). */
export const sellDiscounted = (drawing: Drawing, ware: Ware): readonly PricedLine[] => {
  const sold = sellLine(drawing, ware, '2');
  const amountFen = -divideRounded(sold.amountFen * drawing.amount(3, 30), 100n);
  const taxFen = taxOf(amountFen, ware.percent);
  const { name = '', taxCode = '', rate = '' } = sold.line;
  const line = { kind: '1', name, taxCode, amount: writeFen(amountFen), rate, tax: writeFen(taxFen) };
  return [sold, { line, amountFen, taxFen }];
};

/** The lines with `amount`, `tax` and `total` of the invoice (P-4). */
export const sumLines = (priced: readonly PricedLine[]) => {
  const amountFen = priced.reduce((sum, each) => sum + each.amountFen, 0n);
  const taxFen = priced.reduce((sum, each) => sum + each.taxFen, 0n);
  return {
    lines: priced.map((each) => each.line),
    amount: writeFen(amountFen),
    tax: writeFen(taxFen),
    total: writeFen(amountFen + taxFen),
  };
};
