import { defineInt, defineString } from 'firebase-functions/params';

/** What an operator can set about signals at deployment, each with a default that works. */
export const signalParams = {
  /** `vertex` asks Gemini; anything else is the built-in momentum model, which needs nothing. */
  model: defineString('SIGNAL_MODEL', {
    default: 'momentum',
    description: 'Who proposes signals: "momentum", which is built in, or "vertex" for Gemini on Vertex AI.',
  }),
  /** Google names it as the successor of gemini-2.5-flash, and keeps it until May 2027 at least. */
  vertexModel: defineString('VERTEX_MODEL', {
    default: 'gemini-3.5-flash',
    description: 'The id of the Gemini model, where SIGNAL_MODEL is "vertex".',
  }),
  /** Gemini 3 models are served from `global` first, and in few regions. */
  vertexLocation: defineString('VERTEX_LOCATION', {
    default: 'global',
    description: 'The region that Gemini is asked in, such as us-central1, or "global" for any.',
  }),
  /** How many signals a tenant may have on one UTC day. */
  dailySignals: defineInt('SIGNALS_PER_DAY', {
    default: 15,
    description: 'How many signals a trader may ask for on one day (UTC).',
  }),
  /** The platform's cap on the size of a single signal, in US dollars. */
  maxNotional: defineString('SIGNAL_MAX_NOTIONAL_USD', {
    default: '10000.00',
    description: 'The most that a single signal may be worth, in US dollars, whatever the account.',
  }),
  /** What is looked at when a trader names no symbol, beside what the account holds. */
  defaultSymbols: defineString('SIGNAL_DEFAULT_SYMBOLS', {
    default: 'SPY,QQQ',
    description: 'Symbols, separated by commas, to choose from when a trader asks about none in particular.',
  }),
};
