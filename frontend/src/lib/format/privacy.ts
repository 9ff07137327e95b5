/** What stands for an amount in privacy mode. Always as long, so that its length gives nothing away. */
export const HIDDEN = '••••';

/** The text, or dots where amounts are hidden. Amounts and quantities are hidden; prices and percentages are not. */
export const unlessHidden = (hidden: boolean, text: string): string => (hidden ? HIDDEN : text);
