package waterfall

import "github.com/creative-cluster/kvartal/finance/terms"

// Kinds are the clauses of this package as a file names them.
func Kinds() terms.Kinds { return terms.Kinds{terms.KindOf[Part]("waterfall-part")} }
