package tenancy

import "github.com/creative-cluster/kvartal/finance/terms"

// Kinds are the clauses of this package under the names that files use for
// them, for [terms.Decode].
func Kinds() terms.Kinds {
	return terms.Kinds{
		terms.KindOf[BaseRent]("base-rent"),
		terms.KindOf[AreaRent]("area-rent"),
		terms.KindOf[TurnoverRent]("turnover-rent"),
		terms.KindOf[TurnoverOnAccount]("turnover-on-account"),
		terms.KindOf[TurnoverTrueUp]("turnover-true-up"),
	}
}
