import type { Clock, Log, Meter, Store } from "../ports.ts";
import type { LoopSettings } from "./settings.ts";
import type { StoreHealth } from "./store-health.ts";
import type { UnderWay } from "./under-way.ts";

/** What every part of the loop works with. */
export type LoopNeeds = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly settings: LoopSettings;
  readonly health: StoreHealth;
  readonly underWay: UnderWay;
};
