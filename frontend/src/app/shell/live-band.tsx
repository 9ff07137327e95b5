/** Says across the whole window that this account holds real money. */
export const LiveBand = () => (
  <div className="bg-live px-4 py-1 text-center font-semibold text-on-live text-sm" role="note">
    LIVE account: real money at the broker. Shadow trades send no orders.
  </div>
);
