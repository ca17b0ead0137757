package org.plumbline.campaign.engine;

/// What steering did, in counts that add up over explorers and resumed runs.
///
/// @param fresh cases generated afresh
/// @param changed cases made by changing or crossing kept ones
/// @param replayed entries of the corpus run once more, when an explorer started or met another's; no cases of their own
/// @param unusable inputs that were not run: no recipe, a model without nodes, values beyond what is affordable
/// @param failed recipes on which Plumbline itself failed; kept in `errors/`
/// @param novel cases that reached native functions which none before had
/// @param steady those of them that reached some of these functions when they were run again
/// @param functions the native functions so reached first, over all cases
/// @param unsteady those of them that were not reached again, and steer nothing from then on
public record Guidance(long fresh, long changed, long replayed, long unusable, long failed, long novel, long steady,
    long functions, long unsteady) {
    public static final Guidance NONE = new Guidance(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Both together.
    public Guidance plus(Guidance o) {
        return new Guidance(fresh + o.fresh, changed + o.changed, replayed + o.replayed, unusable + o.unusable,
            failed + o.failed, novel + o.novel, steady + o.steady, functions + o.functions, unsteady + o.unsteady);
    }

    /// The share of novel cases that are novel again when they are run again, in `[0, 1]`; 1 where there were none.
    public double steadyShare() {
        return novel == 0 ? 1 : (double) steady / novel;
    }
}
