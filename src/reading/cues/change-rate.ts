import type { CuesOf } from "./cues-of.ts";

/** Ways of saying that something changes, and how often. */
const CHANGES =
  "change|changes|changing|changed|revises|amends|rewrites|update|updates|updated|updating|edit|edits|edited|revise|revised|shift|shifts|evolve|evolves|evolving|refresh|refreshed|refreshes|rotate|rotates|move|moves|moving|added|adding|add|adds|appear|appears|arrive|arrives|release|releases|released|introduce|introduced|drift|drifts|rewritten|amended|grow|grows|growing|new";

const CONSTANTLY =
  "constantly|daily|weekly|continually|continuously|continuous|nightly|hourly|frequently";

export const changeRate: CuesOf<"changeRate"> = {
  kind: "choice",
  says: {
    rarely: [
      `${CHANGES} ... rarely|seldom|never|yearly|annually|quarterly`,
      `${CHANGES} every|each|once|twice quarter|year|a|six|few|couple ... year|years|quarter|quarters|months|month`,
      `${CHANGES} ... every|each|once|twice|per a? quarter|year`,
      `rarely|seldom|never|hardly|won't|doesn't|don't|barely|not ever? ... change|changes|changing|changed|revises|amends|rewrites|update|updated|move|moves`,
      "categories|labels|taxonomy|rules|schema|policy|policies|corpus|classes|requirements|guidelines|definitions|format ... is|are|stay|stays|remain|remains ... stable|fixed|static|frozen|constant|settled",
      "stable|fixed|static|frozen|settled|unchanging categories|labels|taxonomy|rules|schema|policy|label|category|classes|class|corpus|guidelines|set",
      "quarterly|yearly|annual updates|update|revisions|changes|releases|review",
    ],
    monthly: [
      `${CHANGES} ... monthly`,
      `${CHANGES} ... every|each|per month`,
      `${CHANGES} ... once a month`,
      `${CHANGES} every few|couple|two|three|four|4|3|2|other of? weeks|week|month`,
      "monthly updates|update|revisions|changes|releases|edits|release",
      "every|each month ... new|change|changes|update|updates",
    ],
    weekly: [
      `${CHANGES} ... ${CONSTANTLY}`,
      `${CONSTANTLY} ... ${CHANGES}`,
      `${CHANGES} ... all the time`,
      `${CHANGES} ... every|each|per|a day|week|hour|night`,
      `${CHANGES} ... multiple|several|many times a|per week|day|month`,
      "same day",
      "keeps|keep changing|evolving|shifting|moving",
      "keep|keeps clarifying|adding|editing|updating|changing|revising|tweaking",
      "ever growing|changing|evolving",
      "daily|weekly updates|update|changes|edits|revisions|releases|churn",
      "changes|change|updated|updates every few days",
      "moving target",
      "in flux",
      "every week|day ... new|change|changes|update|updates",
      "emerging|new ... every|each week|day",
    ],
  },
  answers: {
    rarely: [
      "rarely|never|yearly|annually|quarterly|seldom|hardly|stable|fixed|static|not|no",
      "once|twice|every a? six|few|other|couple? year|years|quarter|quarters|months",
      "every|each quarter|year",
    ],
    monthly: ["monthly|month|months|sometimes|occasionally", "every few|couple|two|three weeks|of"],
    weekly: [
      "weekly|daily|constantly|continually|often|frequently|always|week|day|hourly|yes",
      "all the time",
    ],
  },
};
