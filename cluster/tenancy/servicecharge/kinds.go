package servicecharge

import "github.com/creative-cluster/kvartal/finance/terms"

// Kinds are the clauses of this package under the names that files use for
// them, for [terms.Decode]:
//
//	service-charge  Share
func Kinds() terms.Kinds {
	return terms.Kinds{
		terms.KindOf[Share]("service-charge"),
	}
}
