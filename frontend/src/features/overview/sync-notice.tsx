import { parksUntilNewKeys } from '@agenttrader/domain/accounts/sync-error';
import { Link } from 'react-router';
import { RelativeTime } from '@/components/figures/time.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { Notice } from '@/components/ui/notice.tsx';
import { useBrokerConfig, useSnapshot, useSyncError, useTradingStatus } from '@/hooks/use-account.ts';
import type { AccountSnapshot } from '@/lib/documents/snapshot.ts';

/** What stands between the trader and current figures, with the way to mend it; nothing while all is well. */
export function SyncNotice() {
  const error = useSyncError();
  const { status, data: broker } = useBrokerConfig();
  const trading = useTradingStatus();
  const snapshot = useSnapshot().data;
  const hasFigures = snapshot !== null;
  const restriction = snapshot && restrictionOf(snapshot);

  if (status === 'error' && broker === null) {
    return (
      <Notice tone="warn">
        Your account cannot be read at the moment, so its figures are missing. We keep trying; if it lasts,
        sign out and in again.
      </Notice>
    );
  }
  if (status !== 'loading' && !broker?.configured) {
    return (
      <Notice
        tone="info"
        action={
          <Link to="/welcome/broker" className={buttonStyle('primary', 'sm')}>
            Connect a broker
          </Link>
        }
      >
        No broker is connected, so there are no figures of your account yet. A paper account is free and risks
        nothing.
      </Notice>
    );
  }
  if (error === null && restriction !== null) return <Notice tone="danger">{restriction}</Notice>;
  if (error === null && !hasFigures && trading.data?.enabled === false) {
    return (
      <Notice tone="info">
        Trading is off, so your account is not read every minute and there are no figures of it yet. Switch
        trading on, or sync it once with “Sync now”.
      </Notice>
    );
  }
  if (error === null) return null;
  return (
    <Notice
      tone={parksUntilNewKeys(error.code) ? 'danger' : 'warn'}
      action={
        parksUntilNewKeys(error.code) && (
          <Link to="/settings/broker" className={buttonStyle('secondary', 'sm')}>
            Mend the connection
          </Link>
        )
      }
    >
      <p>{error.message}</p>
      <p className="text-muted">
        Last tried <RelativeTime at={error.at} />
        {error.consecutiveFailures > 1 && `, ${error.consecutiveFailures} times in a row`}
        {error.retryAt && (
          <>
            {' '}
            (next <RelativeTime at={error.retryAt} />)
          </>
        )}
        .{error.isParked && ' It is not tried again until you connect your account again.'}
        {hasFigures && ' The figures below are those of the last sync that succeeded.'}
      </p>
    </Notice>
  );
}

type Restrictions = Pick<AccountSnapshot, 'accountBlocked' | 'tradingBlocked' | 'accountStatus'>;

/** What the broker holds against the account, in a sentence; null where nothing. */
export function restrictionOf({
  accountBlocked,
  tradingBlocked,
  accountStatus,
}: Restrictions): string | null {
  if (accountBlocked) {
    return 'Your broker has blocked this account: nothing can be traded or withdrawn there. Ask Alpaca why.';
  }
  if (tradingBlocked) {
    return 'Your broker has blocked trading on this account: it takes no orders. Ask Alpaca why.';
  }
  if (accountStatus === 'ACTIVE') return null;
  const words = accountStatus.toLowerCase().replaceAll('_', ' ');
  return `Your broker calls this account “${words}”, not active. Look at your account at Alpaca.`;
}
