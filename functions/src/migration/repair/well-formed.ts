import { connectedConfig, emptyConfig } from '@agenttrader/domain/documents/broker-config';
import { closedTrade, openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { historicSignal, proposedSignal } from '@agenttrader/domain/documents/signal';
import { accountSnapshot, anySnapshot } from '@agenttrader/domain/documents/snapshot';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import { z } from 'zod';

/** Documents as every reader of them, functions and dashboard, can read them. Timestamps are dates here. */

export const isTrade = (data: unknown): boolean => openTrade.read(data).ok || closedTrade.read(data).ok;

export const isSignal = (data: unknown): boolean =>
  proposedSignal.read(data).ok || historicSignal.read(data).ok;

/** Without the time of a sync it holds no account yet, and the heartbeat itself mends the rest. */
export const isSnapshot = (data: Readonly<Record<string, unknown>>): boolean =>
  anySnapshot.read(data).ok || !Object.keys(data).some(name => accountSnapshot.storedNames.includes(name));

const anySwitch = tradingStatus.part({ ...tradingStatus.fields, message: z.string() });

export const isSwitch = (data: unknown): boolean => anySwitch.read(data).ok;

export const isConnection = (data: unknown): boolean =>
  connectedConfig.read(data).ok || emptyConfig.read(data).ok;
