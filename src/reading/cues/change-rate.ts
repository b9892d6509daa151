import type { CuesOf } from "./cues-of.ts";

/** Ways of saying that something changes. */
const CHANGES =
  "change|changes|changing|changed|revises|amends|rewrites|update|updates|updated|updating|edit|edits|edited|revise|revised|shift|shifts|evolve|evolves|evolving|refresh|refreshed|refreshes|rotate|rotates|move|moves|moving|added|adding|add|adds|appear|appears|arrive|arrives|release|releases|released|introduce|introduced|drift|drifts|rewritten|amended|grow|grows|growing|new";

/** What rules an answer, and changes. */
const RULES =
  "rule|rules|rulebook|category|categories|taxonomy|taxonomies|policy|policies|price|prices|pricing|tariff|tariffs|fee|fees|menu|menus|catalog|catalogue|catalogs|guideline|guidelines|regulation|regulations|regulator|schema|schemas|law|laws|terms|template|templates|product|products|assortment|range|class|classes|code|codes|codebook|intents|intent|topic|topics|queue|queues|handbook|manual|manuals|checklist|playbook|procedure|procedures|requirements|standard|standards|spec|specs|list|lists|schedule|rates|knowledge|docs|documentation|faq|faqs|content|instructions|sop|sops|protocol|protocols|formulary|label|labels|offers|plans|statutes|legislation|models|items|sku|skus|definitions|legal|style|guide|terminology|glossary|vocabulary|routing|departments|teams|labelset|scheme";

/** Verbs that tell of a change only when something that rules is what they are said of. */
const COMES =
  "move|moves|add|adds|added|adding|hit|hits|land|lands|arrive|arrives|appear|appears|come|comes|release|releases|released|introduce|introduced|introduces|drop|drops|rotate|rotates|switch|switches|switched|swap|swaps|swapped|shift|shifts|roll|rolls|drift|drifts|grow|grows|growing|get|gets|redone|redo|replaced|renewed|reissued|republished|reprinted|reviewed|published|publish|publishes|issued|issue|issues|reset|turn|turns|expire|expires|out|new|renegotiated|reshuffled|reworked|adjusted|adjusts|launched|cycle";

export const changeRate: CuesOf<"changeRate"> = {
  kind: "choice",
  says: {
    rarely: [
      `${CHANGES} ... rarely|seldom|never`,
      "rarely|seldom|never|hardly|won't|doesn't|don't|barely|not ever? ... change|changes|changing|changed|revises|amends|rewrites|update|updated|move|moves",
      "categories|labels|taxonomy|rules|schema|policy|policies|corpus|classes|requirements|guidelines|definitions|format|prices|codes|regulations ... is|are|stay|stays|remain|remains|been ... stable|fixed|static|frozen|constant|settled|same",
      "stay|stays|remain|remains as they|it are|is",
      "hasn't|haven't|didn't|not changed|moved ... years|decade|decades|ages",
      "stable|fixed|static|frozen|settled|unchanging categories|labels|taxonomy|rules|schema|policy|label|category|classes|class|corpus|guidelines|set",
    ],
    monthly: [],
    weekly: [
      `${CHANGES} ... constantly|continually|continuously|continuous|frequently`,
      `constantly|continually|continuously|continuous|frequently ... ${CHANGES}`,
      `${CHANGES} ... all the time`,
      `${CHANGES} ... every|each|per hour|night`,
      "same day",
      "keeps|keep changing|evolving|shifting|moving",
      "keep|keeps clarifying|adding|editing|updating|changing|revising|tweaking",
      "ever growing|changing|evolving",
      "moving target",
      "in flux",
    ],
  },
  pace: {
    changing: [
      "change|changes|changed|changing|update|updates|updated|updating|revise|revises|revised|revising|revision|revisions|amend|amends|amended|amendment|amendments|rewrite|rewrites|rewritten|rewriting|refresh|refreshes|refreshed|edited|edits|evolve|evolves|overhaul|overhauls|overhauled|reprice|reprices|repriced|redraft*|rework*|tweak|tweaks|tweaked|replaced|replaces|reissued|reprinted|swapped|reclassif*|redefin*|reorganis*|reorganiz*|restructur*|renumber*|modif*|alter|alters|altered",
      `${RULES} ... ${COMES}`,
      "fee|fees|price|prices|rates|tariff|tariffs|taxes|premium|premiums ... go|goes|went up|down",
      `${RULES} ... stay|stays|hold|holds|last|lasts|valid|same`,
      `new ... ${RULES}|patterns|kinds|types|scams|slang|forms|version|versions`,
      "releases",
    ],
    value: (days) => (days <= 10 ? "weekly" : days <= 45 ? "monthly" : "rarely"),
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
