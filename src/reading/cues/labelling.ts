/** What is done to examples to label them, as it is said of them: "labelled", "marked up". */
export const LABELLED =
  "labelled|labeled|label|labels|annotated|annotation|annotations|graded|gold|golden|tagged|hand|rated|scored|adjudicated|categorised|categorized|classified|transcribed|corrected|verified|reviewed|curated|resolved|solved|moderated|approved|vetted|coded|checked|human|expert|marked|sorted|validated|confirmed|triaged|keyed|assessed|judged";

/** The same, undone. */
export const UNLABELLED =
  "unlabelled|unlabeled|unannotated|untagged|unclassified|uncategorised|uncategorized|unreviewed|ungraded|unrated|unscored|uncoded|unsorted|unmarked|unchecked|unverified|untouched|unprocessed|unread|uncurated|unjudged|untriaged|unassessed";

/** Doing it, for what nobody did: "nobody has ever looked at them". */
export const LABELLING =
  "label*|annotat*|tagg*|tag|tags|grade|graded|grades|coded|sorted|reviewed|checked|touched|looked|scored|rated|marked|classified|categoris*|categoriz*|transcribed|verified|judged|read|opened|triaged|assessed";

/** Who or what denies it. */
export const NO_ONE =
  "none|nothing|nobody|not|aren't|isn't|never|haven't|hasn't|weren't|without|ain't";
