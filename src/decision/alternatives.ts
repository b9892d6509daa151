/** What can be chosen. The ids are fixed from the outside and stand in every stored record. */
export const ALTERNATIVES = {
  "prompt-engineering": {
    name: "prompt engineering",
    gloss:
      "write better instructions and examples into the prompt; the model itself stays as it is",
  },
  "fine-tuning": {
    name: "fine-tuning",
    gloss: "train the model further on your own examples, so that it behaves that way by itself",
  },
  both: {
    name: "both",
    gloss: "engineer the prompt first, then fine-tune a model that runs with that prompt",
  },
} as const;

export type Alternative = keyof typeof ALTERNATIVES;

/** One value for every alternative; leaving one out does not compile. */
export type ByAlternative<T> = Readonly<Record<Alternative, T>>;

/**
 * The alternatives in the order in which ties are broken: the one that is easiest to undo comes
 * first, so that equal merit never talks a team into training.
 */
export const ALTERNATIVE_IDS = [
  "prompt-engineering",
  "fine-tuning",
  "both",
] as const satisfies readonly Alternative[];

export const byAlternative = <T>(of: (alternative: Alternative) => T): ByAlternative<T> => ({
  "prompt-engineering": of("prompt-engineering"),
  "fine-tuning": of("fine-tuning"),
  both: of("both"),
});
