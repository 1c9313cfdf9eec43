package revshare

import "github.com/creative-cluster/kvartal/finance/terms"

// Kinds are the clauses of this package as a file names them.
func Kinds() terms.Kinds {
	return terms.Kinds{
		terms.KindOf[PassThrough]("pass-through"),
		terms.KindOf[Commission]("commission"),
		terms.KindOf[SlabCommission]("slab-commission"),
		terms.KindOf[FrozenCommission]("frozen-commission"),
		terms.KindOf[Minimum]("minimum"),
		terms.KindOf[SplitShare]("split-share"),
		terms.KindOf[Advance]("advance"),
		terms.KindOf[Recoupment]("recoupment"),
		terms.KindOf[Guarantee]("guarantee"),
		terms.KindOf[Reserve]("reserve"),
		terms.KindOf[LossCarry]("loss-carry"),
		terms.KindOf[RefundableFee]("refundable-fee"),
		terms.KindOf[CardCommission]("card-commission"),
		terms.KindOf[TargetCommission]("target-commission"),
		terms.KindOf[Escalator]("escalator"),
		terms.KindOf[FixedFee]("fixed-fee"),
		terms.KindOf[UnitFee]("unit-fee"),
		terms.KindOf[NetBase]("net-base"),
		terms.KindOf[ShareOf]("share-of"),
		terms.KindOf[Combined]("combined"),
		terms.KindOf[Cap]("cap"),
	}
}
