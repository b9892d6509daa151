import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { storeContract } from "./contract.ts";

storeContract("memory", async () => createMemoryStore());
