package tenancy

import (
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Kinds are the clauses of this package and of the rooms below it under the names
// that files use for them, for [terms.Decode]:
//
//	amount            Amount
//	turnover-rent     TurnoverRent
//	bound             Bound
//	one-off           OneOff
//	claw-back         ClawBack
//	holdover-rent     HoldoverRent
//	service-charge    servicecharge.Share
//	metered           utility.Metered
//	plan-fee          membership.PlanFee
//	joining-discount  membership.JoiningDiscount
//	allowance         membership.Allowance
//	day-pass          membership.DayPass
func Kinds() terms.Kinds {
	own := terms.Kinds{
		terms.KindOf[Amount]("amount"),
		terms.KindOf[TurnoverRent]("turnover-rent"),
		terms.KindOf[Bound]("bound"),
		terms.KindOf[OneOff]("one-off"),
		terms.KindOf[ClawBack]("claw-back"),
		terms.KindOf[HoldoverRent]("holdover-rent"),
	}
	return slices.Concat(own, servicecharge.Kinds(), utility.Kinds(), membership.Kinds())
}
