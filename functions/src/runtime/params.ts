import { defineBoolean, defineString } from 'firebase-functions/params';

/** What an operator can set at deployment, each with a default that works. */
export const params = {
  /** Alpaca's stock feed. */
  alpacaFeed: defineString('ALPACA_FEED', {
    default: 'iex',
    description:
      'The stock feed that prices come from: iex is free, sip needs a subscription of each tenant.',
  }),
  /** Where the dashboard is served from, beside the project's own Hosting addresses. */
  dashboardOrigins: defineString('DASHBOARD_ORIGINS', {
    default: '',
    description:
      'Further origins that the dashboard is served from, such as https://app.example.com, with commas between them.',
  }),
  /** Whether callables refuse calls that do not come from the app itself. */
  enforceAppCheck: defineBoolean('ENFORCE_APP_CHECK', {
    default: false,
    description: 'Refuse calls without a valid App Check token.',
  }),
};
