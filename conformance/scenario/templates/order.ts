// Complete, lawful `invoice.issue` payloads for the orders of a scenario, by the name of a template.
import { type Drawing, openDrawing } from './drawing.ts';
import { type PricedLine, sellDiscounted, sellLine, sumLines, wares } from './line.ts';
import type { ScenarioSeller } from './seller.ts';

type Content = { readonly invoiceType: '81' | '82'; readonly buyer: unknown; readonly priced: readonly PricedLine[] };

const enterprise = (drawing: Drawing) => ({
  name: drawing.enterpriseName(),
  taxNo: drawing.taxNumber(),
  kind: 'enterprise',
});

const enterpriseWithBank = (drawing: Drawing) => ({
  ...enterprise(drawing),
  address: drawing.address(),
  phone: drawing.phone(),
  ...drawing.bankAccount(),
});

const individual = (drawing: Drawing) => ({ name: drawing.personName(), kind: 'individual' });

const templates = {
  'software-service': (drawing: Drawing): Content => ({
    invoiceType: '82',
    buyer: enterprise(drawing),
    priced: [sellLine(drawing, wares.software)],
  }),
  'special-invoice': (drawing: Drawing): Content => ({
    invoiceType: '81',
    buyer: enterpriseWithBank(drawing),
    priced: [sellLine(drawing, wares.software), sellLine(drawing, wares.consulting)],
  }),
  goods: (drawing: Drawing): Content => ({
    invoiceType: '82',
    buyer: enterprise(drawing),
    priced: [sellLine(drawing, wares.equipment)],
  }),
  discounted: (drawing: Drawing): Content => ({
    invoiceType: '82',
    buyer: enterprise(drawing),
    priced: [
      sellLine(drawing, wares.equipment),
      ...sellDiscounted(drawing, wares.equipment),
      sellLine(drawing, wares.software),
      ...sellDiscounted(drawing, wares.consulting),
    ],
  }),
  'individual-buyer': (drawing: Drawing): Content => ({
    invoiceType: '82',
    buyer: individual(drawing),
    priced: [sellLine(drawing, wares.catering)],
  }),
} as const;

export type TemplateName = keyof typeof templates;
export const templateNames = Object.keys(templates) as readonly TemplateName[];

export type OrderPayload = Readonly<Record<string, unknown>> & { readonly orderNo: string };

/** 12 to 40 characters, always with one of the two signs an order number may hold besides letters and digits. */
const drawOrderNo = (drawing: Drawing): string =>
  `${drawing.oneOf(['SO', 'DD', 'wx', 'Order'])}${drawing.oneOf(['-', '_'])}${drawing.serial(Number(drawing.amount(10, 34)))}`;

/** The payload of one order; unique number per seed, scenario and order, equal for equal arguments. */
export const drawOrder = (
  template: TemplateName,
  subject: { readonly seed: number; readonly scenarioId: string; readonly order: string },
  seller: ScenarioSeller,
): OrderPayload => {
  const drawing = openDrawing(subject.seed, `${subject.scenarioId}\norder\n${subject.order}`);
  const orderNo = drawOrderNo(drawing);
  const { invoiceType, buyer, priced } = templates[template](drawing);
  return {
    orderNo,
    invoiceType,
    seller: { name: seller.name, taxNo: seller.taxNo },
    buyer,
    ...sumLines(priced),
    remark: `合同编号 HT${drawing.serial(8)}`,
    clerk: drawing.personName(),
    delivery: { email: drawing.email() },
  };
};
