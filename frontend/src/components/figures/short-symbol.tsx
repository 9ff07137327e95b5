/** Every symbol of a market is shorter than that; a table shows no more of what is longer, and its title the whole. */
export const MOST_OF_SYMBOL = 16;

/** A symbol in a table, where a name of any length must not push the figures out. */
export const ShortSymbol = ({ children }: { children: string }) => (
  <span
    title={children.length > MOST_OF_SYMBOL ? children : undefined}
    className="inline-block max-w-[18ch] truncate align-bottom"
  >
    {children}
  </span>
);
