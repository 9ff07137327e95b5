import { Billing } from '../../billing/billing.ts';
import { QueryEngine } from '../../query/execute.ts';
import { IndexRegistry } from '../../query/index-registry.ts';
import type { IndexCheck } from '../../query/indexes/index-check.ts';
import { WatchRegistry } from '../../query/watch/watch-registry.ts';
import type { Database } from '../../storage/database.ts';
import { type DatabaseId, databaseName } from '../../storage/resource-path.ts';
import type { Store } from '../../storage/store.ts';
import { Transactions } from '../../storage/transactions/transactions.ts';
import { type Authorizer, allowEverything } from './authorizer.ts';
import type { ListenTarget } from './listen-target.ts';
import type { RulesControl } from './rules-control.ts';

/** One database with everything that serves it. */
export interface ServedDatabase {
  readonly database: Database;
  readonly queries: QueryEngine;
  readonly transactions: Transactions;
  /** Targets by the documents that they show. */
  readonly watches: WatchRegistry<ListenTarget>;
  /** Targets by the documents that the permission to see them rests on. */
  readonly guards: WatchRegistry<ListenTarget>;
}

/** What all transports work on: the store and, per database, its queries and transactions. */
export class Engine {
  readonly store: Store;
  readonly billing = new Billing();
  /** Replaced when rules are attached. */
  authorizer: Authorizer = allowEverything;
  /** Refuses queries without an index; absent when indexes are not checked. */
  indexCheck: IndexCheck | undefined;
  /** The rules behind the control endpoints; absent while the server has no rules engine. */
  rules: RulesControl | undefined;
  /** Called when a client asks the process to stop. */
  onShutdown: () => void = () => undefined;
  private readonly databases = new Map<string, ServedDatabase>();

  constructor(store: Store) {
    this.store = store;
  }

  served(id: DatabaseId): ServedDatabase {
    const name = databaseName(id);
    let served = this.databases.get(name);
    if (served === undefined) {
      const database = this.store.database(id);
      served = {
        database,
        queries: new QueryEngine(database, new IndexRegistry(database)),
        transactions: new Transactions(database, this.store.clock),
        watches: new WatchRegistry(database),
        guards: new WatchRegistry(database),
      };
      this.databases.set(name, served);
    }
    return served;
  }
}
