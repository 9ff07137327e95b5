import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Where the stack writes what a person is to read. */
export interface Screen {
  line(text?: string): void;
  /** The text in a style, or as it is where colour is not wanted. */
  paint(style: Style, text: string): string;
}

/** A screen on a stream; coloured only on a terminal, and never when NO_COLOR is set (no-color.org). */
export function screenOn(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  env: Readonly<Record<string, string | undefined>>,
): Screen {
  const coloured = stream.isTTY === true && !env.NO_COLOR;
  return {
    line: (text = '') => stream.write(`${text}\n`),
    paint: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
  };
}
