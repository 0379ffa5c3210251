// What tells one order from another: environment, seller and the seller's own number (B-1).

export type Environment = 'test' | 'production';
export type OrderKey = { readonly environment: Environment; readonly sellerTaxNo: string; readonly orderNo: string };
