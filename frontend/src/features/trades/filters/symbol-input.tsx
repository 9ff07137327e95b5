import { useEffect, useId, useRef, useState } from 'react';
import { inputStyle } from '@/components/ui/input.tsx';
import { cn } from '@/lib/cn.ts';
import { symbolIn } from './trade-filters.ts';

/** The filter takes effect once typing has paused, in milliseconds. */
const TYPING_PAUSE_MS = 400;

interface SymbolInputProps {
  value: string | null;
  onChange(symbol: string | null): void;
  symbols: readonly string[];
}

/** One symbol, or all of them while it is empty. */
export function SymbolInput({ value, onChange, symbols }: SymbolInputProps) {
  const [typed, setTyped] = useState(value ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const list = useId();
  useEffect(() => setTyped(value ?? ''), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const isWrong = typed.trim() !== '' && symbolIn(typed) === null;
  return (
    <>
      <input
        type="search"
        aria-label="Symbol"
        aria-invalid={isWrong || undefined}
        title={isWrong ? 'This is not a symbol: write it as AAPL or BTC/USD' : undefined}
        placeholder="Symbol"
        list={list}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={event => {
          const text = event.currentTarget.value;
          setTyped(text);
          clearTimeout(timer.current);
          const symbol = symbolIn(text);
          if (text.trim() === '' || symbol !== null) {
            timer.current = setTimeout(() => onChange(symbol), TYPING_PAUSE_MS);
          }
        }}
        className={cn(inputStyle, 'w-28 uppercase placeholder:normal-case max-sm:w-[calc(50%-0.25rem)]')}
      />
      <datalist id={list}>
        {symbols.map(symbol => (
          <option key={symbol} value={symbol} />
        ))}
      </datalist>
    </>
  );
}
