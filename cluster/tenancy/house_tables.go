package tenancy

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
)

// checkTables reports what is wrong with what leases read by name: series,
// tariffs, pools, categories.
func (c *checker) checkTables() {
	checkList(c, "series", c.Series, placesOf(c.Series, seriesID), seriesID)
	checkList(c, "pools", c.Pools, placesOf(c.Pools, poolID), poolID)
	for i, p := range c.Pools {
		if p.Currency != c.Currency && p.Currency != 0 && c.Currency != 0 {
			c.AddAt("pools", i, problem("currency", fmt.Errorf("%v, not %v: %w", p.Currency, c.Currency, finance.ErrCurrency)))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Tariffs)) {
		t := c.Tariffs[name]
		path := fmt.Sprintf("tariffs[%.40s]", name)
		c.Add(path, checkID(name))
		c.Add(path, t.Validate())
		c.Add(path, t.In(c.Currency))
	}
	c.checkCategories()
	c.checkMeters()
}

// checkMeters reports own meters that are invalid, come twice, or are the
// house's.
func (c *checker) checkMeters() {
	if len(c.Meters) > maxCategories {
		c.Add("meters", fmt.Errorf("%d, at most %d: %w", len(c.Meters), maxCategories, finance.ErrLimit))
		return
	}
	addDuplicates(&c.Problems, "meters", texts(c.Meters))
	for i, m := range c.Meters {
		if m == Sales || strings.HasPrefix(string(m), string(Sales)+"/") || strings.Contains(string(m), ":") {
			c.AddAt("meters", i, fmt.Errorf("%.40q is fed by the house: %w", string(m), finance.ErrConflict))
		}
	}
}

func seriesID(s *index.Series) string     { return s.ID }
func poolID(p *servicecharge.Pool) string { return p.ID }

// checkCategories reports paths that are invalid or come twice.
func (c *checker) checkCategories() {
	if len(c.Categories) > maxCategories {
		c.Add("categories", fmt.Errorf("%d, at most %d: %w", len(c.Categories), maxCategories, finance.ErrLimit))
		return
	}
	addDuplicates(&c.Problems, "categories", c.Categories)
	for i, category := range c.Categories {
		c.AddAt("categories", i, checkCategory(category))
	}
}
