import { brokerEnvironment } from '@agenttrader/domain/accounts/environment';
import { closedTrade, openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { historicSignal, proposedSignal } from '@agenttrader/domain/documents/signal';
import { anySnapshot } from '@agenttrader/domain/documents/snapshot';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import { z } from 'zod';

/** Documents as every reader of them, functions and dashboard, can read them. Timestamps are dates here. */

const text = z.string();
const date = z.date();

export const isTrade = (data: unknown): boolean => openTrade.read(data).ok || closedTrade.read(data).ok;

export const isSignal = (data: unknown): boolean =>
  proposedSignal.read(data).ok || historicSignal.read(data).ok;

export const isSnapshot = (data: unknown): boolean => anySnapshot.read(data).ok;

const anySwitch = tradingStatus.part({ ...tradingStatus.fields, message: text });

export const isSwitch = (data: unknown): boolean => anySwitch.read(data).ok;

const connection = {
  connected_at: date.nullish(),
  verified_at: date.nullish(),
  instructions: text.nullish(),
};

export const wellFormedConnection = z.discriminatedUnion('configured', [
  z.object({
    ...connection,
    configured: z.literal(true),
    environment: brokerEnvironment,
    key_id_last4: text,
    secret_version: text.regex(/^\d+$/),
  }),
  z.object({
    ...connection,
    configured: z.literal(false),
    environment: z.null(),
    key_id_last4: z.null(),
    secret_version: z.null(),
  }),
]);
