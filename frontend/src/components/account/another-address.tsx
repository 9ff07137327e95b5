/** The way out of the first step, for whoever mistyped an address. */
export const AnotherAddress = ({ onLeave }: { onLeave(): void }) => (
  <>
    Not your address?{' '}
    <button type="button" className="font-medium text-accent underline underline-offset-2" onClick={onLeave}>
      Use another one
    </button>
  </>
);
