package stats

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// NormalQuantile is the z below which a standard normal variable falls with
// probability p, to about 1 part in 10^15. A p that is not between 0 and 1, both
// excluded, is ErrRange. The quantile at 1-p is exactly the opposite one where
// 1-p is exact.
//
// Source: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988),
// 477-484.
func NormalQuantile(p float64) (float64, error) {
	if !(p > 0 && p < 1) { // a NaN is neither
		return 0, fmt.Errorf("probability %v, not between 0 and 1: %w", p, finance.ErrRange)
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		return q * ratio(&central, 0.180625-q*q), nil
	}
	r := math.Sqrt(-math.Log(min(p, 1-p)))
	z := 0.0
	if r <= 5 {
		z = ratio(&middle, r-1.6)
	} else {
		z = ratio(&far, r-5)
	}
	return math.Copysign(z, q), nil
}

// rational is a quotient of two polynomials, coefficients from the constant up.
type rational struct{ num, den [8]float64 }

func ratio(f *rational, x float64) float64 {
	a, b := &f.num, &f.den
	num := ((((((a[7]*x+a[6])*x+a[5])*x+a[4])*x+a[3])*x+a[2])*x+a[1])*x + a[0]
	den := ((((((b[7]*x+b[6])*x+b[5])*x+b[4])*x+b[3])*x+b[2])*x+b[1])*x + b[0]
	return num / den
}

// The coefficients of AS 241: for |p - ½| up to 0.425, for tails down to
// exp(-25), and beyond.
var (
	central = rational{
		[8]float64{
			3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
			4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
		},
		[8]float64{
			1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
			2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
		},
	}
	middle = rational{
		[8]float64{
			1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
			1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
		},
		[8]float64{
			1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
			1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
		},
	}
	far = rational{
		[8]float64{
			6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
			2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
		},
		[8]float64{
			1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
			7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
		},
	}
)
