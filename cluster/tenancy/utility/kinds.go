package utility

import "github.com/creative-cluster/kvartal/finance/terms"

// Kinds are the clauses of this package under the names that files use for
// them, for [terms.Decode]:
//
//	metered  Metered
func Kinds() terms.Kinds {
	return terms.Kinds{terms.KindOf[Metered]("metered")}
}
