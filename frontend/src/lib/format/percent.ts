import { type Decimal, print } from './decimal-text.ts';

const PLAIN = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'negative',
});
const SIGNED = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
});

/** A percentage as documents hold it ("2.5" is two and a half per cent): "2.50%". */
export const formatPercent = (percent: Decimal): string => `${print(PLAIN, percent)}%`;
/** With its sign: "+2.50%", "−0.30%", "0.00%". */
export const formatSignedPercent = (percent: Decimal): string => `${print(SIGNED, percent)}%`;

const CONFIDENCE = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 });
/** A model's confidence, from 0 to 1, as a percentage: "72%". */
export const formatConfidence = (confidence: number): string => CONFIDENCE.format(confidence);
