import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { conversationStoreContract } from "./contract.ts";

conversationStoreContract("memory", createMemoryStore);
