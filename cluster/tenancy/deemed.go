package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// MonthSales is what was reported of a month.
type MonthSales struct {
	Month civil.Month
	Sales finance.Money
}

// DeemedSales are the sales that each reporting month lacks of a minimum, as
// facts of the month's last day: a lease under which less than 15,000 reported
// in a month counts as 15,000. They are known on the given day; a month that
// reported the minimum has none. The months are those of the sales of one lease
// in their order; a month of which nothing was reported is given with nothing.
// Each is of no category, and its id is deemed/ and the month: of a month that is
// reported again, void it and give the new one another id.
//
//	deemed = max(0, minimum - reported)
func DeemedSales(lease string, minimum finance.Money, reported []MonthSales, known civil.Date) ([]Sale, error) {
	var deemed []Sale
	for i, m := range reported {
		missing, err := minimum.Sub(m.Sales)
		if err != nil {
			return nil, fmt.Errorf("deemed sales: reported[%d]: %w", i, err)
		}
		if missing.Sign() > 0 {
			deemed = append(deemed, Sale{ID: "deemed/" + m.Month.String(), Lease: lease, On: m.Month.Last(), Known: known, Amount: missing})
		}
	}
	return deemed, nil
}
