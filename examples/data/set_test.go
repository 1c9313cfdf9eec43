package data_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

var loadOnce = sync.OnceValues(data.Default)

// embedded is the committed set. Nobody changes it.
func embedded(t testing.TB) data.Set {
	t.Helper()
	set, err := loadOnce()
	require.NoError(t, err)
	return set
}

func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }

// What the set holds, as its documentation says.
func TestSetHasWhatItSays(t *testing.T) {
	set := embedded(t)
	c, f := set.Cluster, set.Facts
	require.Len(t, c.House.Spaces, 130)
	require.Len(t, c.House.Residents, 110)
	require.Len(t, c.House.Leases, 110)
	require.Len(t, c.Shop.Brands, 25)
	require.Len(t, c.Shop.Consignments, 25)
	require.Len(t, c.Exchange.Partners, 4)
	require.Len(t, c.Exchange.Hostings, 3)
	require.Len(t, c.Awards, 2)
	require.Len(t, f.Shop.Sales, 6417)
	require.Len(t, f.Sales, 1384)
	require.Len(t, f.Costs, 104)
	require.Len(t, f.Payments, 1654)
	require.Len(t, f.Placements, 9)
	require.Len(t, set.Late.Sales, 1)
	require.Len(t, set.Late.Shop.Returns, 1)
	size := 0
	for _, content := range good(t) {
		size += len(content)
	}
	require.Less(t, size, 2_500_000)
}

// Brands are of five regions; those of Blagoveshchensk and Buryatia are guests.
func TestBrandsAreOfFiveRegions(t *testing.T) {
	brands := map[accrual.Region]int{}
	for _, b := range embedded(t).Cluster.Shop.Brands {
		brands[b.Region]++
	}
	require.Equal(t, map[accrual.Region]int{"RU-SA": 15, "RU-AMU": 3, "RU-BU": 3, "RU-KHA": 2, "RU-PRI": 2}, brands)
}

// Facts are those of a year, and the late ones became known after it.
func TestFactsAreThoseOfAYear(t *testing.T) {
	set := embedded(t)
	year := civil.Period{From: civil.MustDate("2025-12-01"), To: civil.MustDate("2026-12-01")}
	for _, s := range set.Facts.Shop.Sales {
		require.True(t, year.Contains(s.On), s.ID)
	}
	for _, s := range set.Facts.Sales {
		require.True(t, year.Contains(s.On), s.ID)
	}
	for _, p := range set.Facts.Payments {
		require.True(t, year.Contains(p.On), p.ID)
	}
	late := civil.MustDate("2026-12-03")
	require.Equal(t, late, set.Late.Sales[0].Known)
	require.Equal(t, civil.MustMonth("2026-10"), set.Late.Sales[0].On.Month())
	require.Equal(t, late, set.Late.Shop.Returns[0].Known)
	require.Equal(t, civil.MustMonth("2026-11"), set.Late.Shop.Returns[0].On.Month())
}

// The frame is real: areas as published and as let, regions of the Far East by
// their ISO codes, figures with their sources.
func TestFrameIsThatOfTheRealPlace(t *testing.T) {
	set := embedded(t)
	var areas, spaces []tenancy.Area
	for _, b := range set.Cluster.House.Buildings {
		areas = append(areas, b.Area)
	}
	require.Equal(t, []tenancy.Area{tenancy.MustArea("13772.94"), tenancy.MustArea("857.40")}, areas)
	gross, err := tenancy.SumAreas(areas...)
	require.NoError(t, err)
	require.Equal(t, "14630.34", gross.String())
	figures := map[string]data.Figure{}
	for _, x := range set.Frame.Figures {
		figures[x.Name] = x
	}
	require.Len(t, figures, 14)
	for name, value := range map[string]string{
		"main building": "13772.94", "second building": "857.40", "both buildings, a former meat plant of 1976": "14630.34",
		"residents planned": "150", "jobs planned": "1250",
	} {
		require.Equal(t, value, figures[name].Value)
		require.NotEqual(t, data.Assumed, figures[name].Mark)
		require.Contains(t, figures[name].Source, "yakutia-daily.ru")
	}
	for _, s := range set.Cluster.House.Spaces {
		if !s.Common {
			spaces = append(spaces, s.Area)
		}
	}
	lettable, err := tenancy.SumAreas(spaces...)
	require.NoError(t, err)
	share := float64(lettable.Hundredths()) / float64(gross.Hundredths())
	require.InDelta(t, 0.60, share, 0.05, "the share that is assumed to be lettable")

	var codes []accrual.Region
	for _, r := range set.Frame.Regions {
		codes = append(codes, r.Code)
		require.NotEmpty(t, r.Name)
		require.NotEmpty(t, r.RU)
	}
	require.Equal(t, []accrual.Region{
		"RU-BU", "RU-ZAB", "RU-SA", "RU-KAM", "RU-PRI", "RU-KHA", "RU-AMU", "RU-MAG", "RU-SAK", "RU-YEV", "RU-CHU",
	}, codes)
	for _, b := range set.Cluster.Shop.Brands {
		require.Contains(t, codes, b.Region)
	}
	for _, p := range set.Cluster.Exchange.Partners {
		require.Contains(t, codes, p.Region)
	}
}

// Nobody in the set is taken for a real person or firm: names say so.
func TestNamesSayThatTheyAreFictional(t *testing.T) {
	set := embedded(t)
	c := set.Cluster
	require.Contains(t, c.Name, "вымышленный")
	require.Contains(t, set.Frame.Note, "fictional")
	var names []string
	for _, r := range c.House.Residents {
		names = append(names, r.Name)
	}
	for _, b := range c.Shop.Brands {
		names = append(names, b.Name)
	}
	for _, p := range c.Exchange.Partners {
		names = append(names, p.Name)
	}
	for _, p := range c.Parties {
		if p.ID != "treasury" { // the state's
			names = append(names, p.Name)
		}
	}
	for _, name := range names {
		require.True(t, strings.HasSuffix(name, " (вымышл.)"), name)
	}
}

// A retry of Load gives the same, and shares nothing.
func TestLoadsShareNothing(t *testing.T) {
	one, err := data.Default()
	require.NoError(t, err)
	one.Facts.Payments[0].Purpose = "changed"
	one.Cluster.House.Leases[0].ID = "changed"
	two, err := data.Default()
	require.NoError(t, err)
	require.Equal(t, embedded(t), two)
}

// With appends the facts of every kind, and changes neither.
func TestWithAppends(t *testing.T) {
	set := embedded(t)
	both := data.With(set.Facts, set.Facts)
	require.Len(t, both.Sales, 2*len(set.Facts.Sales))
	require.Len(t, both.Shop.Deliveries, 2*len(set.Facts.Shop.Deliveries))
	require.Len(t, both.Shop.Sales, 2*len(set.Facts.Shop.Sales))
	require.Len(t, both.Shop.Returns, 2*len(set.Facts.Shop.Returns))
	require.Len(t, both.Placements, 2*len(set.Facts.Placements))
	require.Len(t, both.Costs, 2*len(set.Facts.Costs))
	require.Len(t, both.Payments, 2*len(set.Facts.Payments))
	require.NoError(t, set.Cluster.Check(both), "the same fact again is a retry")
	require.Equal(t, set.Late, data.With(set.Late, data.Set{}.Facts))
}
