package servicecharge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
)

func TestSmoke(t *testing.T) {
	s := drawn(t, house([]servicecharge.Cost{cost("1", "cleaning", "365000.00", true)}, lease("L-1", 10_000, period("2026-07-01", ".."))))
	require.Equal(t, []string{"18400.00 RUB"}, charges(s))
	require.Equal(t, "costs 365000.00 RUB; × share 92/1825, 184 of 365 days; bears 18400.00 RUB", s.Parts[0].String())
	require.Equal(t, "landlord 346600.00 RUB: not let 346600.00 RUB", s.Landlord.String())
}
