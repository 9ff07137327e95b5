import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { OverviewPage } from '@/features/overview/overview-page.tsx';
import { BoundedPage } from './error-boundary.tsx';
import { OnboardingGate } from './gates/onboarding-gate.tsx';
import { OperatorGate } from './gates/operator-gate.tsx';
import { SignedInGate, SignedOutGate } from './gates/sign-in-gates.tsx';
import { PageSkeleton } from './loading.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { OPERATIONS } from './pages.ts';
import { Shell } from './shell/shell.tsx';

/** A page whose code is loaded when it is first visited. If it breaks, it takes nothing but itself down. */
function page<Name extends string>(
  path: string,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): RouteObject {
  const Page = onDemand(async () => (await load())[name], <PageSkeleton />);
  return { path, element: <BoundedPage page={Page} /> };
}

/** Every address of the product. */
export const routes: RouteObject[] = [
  {
    element: <SignedOutGate />,
    children: [
      page('/sign-in', () => import('@/features/auth/sign-in-page.tsx'), 'SignInPage'),
      page('/sign-up', () => import('@/features/auth/sign-up-page.tsx'), 'SignUpPage'),
      page('/reset-password', () => import('@/features/auth/reset-password-page.tsx'), 'ResetPasswordPage'),
    ],
  },
  page('/auth/action', () => import('@/features/auth/auth-action-page.tsx'), 'AuthActionPage'),
  {
    element: <SignedInGate />,
    children: [
      { path: OPERATIONS, element: <OperatorGate /> },
      {
        element: <OnboardingGate />,
        children: [
          {
            element: <Shell />,
            children: [
              // The first page of almost every visit comes with the first load, without another round trip.
              { path: '/', element: <BoundedPage page={OverviewPage} /> },
              page('/trades', () => import('@/features/trades/trades-page.tsx'), 'TradesPage'),
              page('/trades/:id', () => import('@/features/trades/trade-page.tsx'), 'TradePage'),
              page('/signals', () => import('@/features/signals/signals-page.tsx'), 'SignalsPage'),
              page('/settings/*', () => import('@/features/settings/settings-page.tsx'), 'SettingsPage'),
              page('/welcome/*', () => import('@/features/welcome/welcome-page.tsx'), 'WelcomePage'),
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
];
