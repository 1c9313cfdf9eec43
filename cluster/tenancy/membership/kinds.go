package membership

import "github.com/creative-cluster/kvartal/finance/terms"

// Kinds are the clauses of this package under the names that files use for
// them, for [terms.Decode]:
//
//	plan-fee          PlanFee
//	joining-discount  JoiningDiscount
//	allowance         Allowance
//	day-pass          DayPass
func Kinds() terms.Kinds {
	return terms.Kinds{
		terms.KindOf[PlanFee]("plan-fee"),
		terms.KindOf[JoiningDiscount]("joining-discount"),
		terms.KindOf[Allowance]("allowance"),
		terms.KindOf[DayPass]("day-pass"),
	}
}
