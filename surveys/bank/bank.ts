import { CORE_ITEMS } from "#surveys/bank/core.ts";
import type { BankItem } from "#surveys/bank/item.ts";
import { MODULE_ITEMS } from "#surveys/bank/modules.ts";

export type Bank = ReadonlyMap<string, BankItem>;

/** Every item of the house by its id; a further language is one more key in the texts of scales and items. */
export const BANK: Bank = new Map([...CORE_ITEMS, ...MODULE_ITEMS].map((item) => [item.id, item]));
