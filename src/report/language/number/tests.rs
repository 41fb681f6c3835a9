//! Numbers as people read them.

use super::*;

fn estimate(value: f64, low: f64, high: f64) -> Estimate {
    Estimate::between(value, low, high)
}

#[test]
fn two_digits_count() {
    let written = [0.912, 0.0312, 0.00042, 0.0, 1.5, -0.031].map(|share| Tongue::english().percent(share));
    assert_eq!(written, ["91%", "3.1%", "0.042%", "0%", "150%", "−3.1%"]);
    // What is not all is not told as all, nor what is not nothing as nothing.
    let written = [0.994, 0.995, 0.9997, 1.0, 1e-6].map(|share| Tongue::english().percent(share));
    assert_eq!(written, ["99%", "99.5%", "99.97%", "100%", "below 0.001%"]);
    assert_eq!(Tongue::english().percent(f64::NAN), "–");
}

#[test]
fn limits_are_rounded_to_the_side_that_keeps_them() {
    let english = Tongue::english();
    let most = [0.2 / 0.65, 0.1, 0.3 / 0.3, 0.0997, 0.000_004, 0.07 * 100.0 / 100.0];
    assert_eq!(most.map(|share| english.percent_at_most(share)), ["30%", "10%", "100%", "9%", "0%", "7.0%"]);
    let least = [0.884, 0.9, 1.0, 0.0312];
    assert_eq!(least.map(|share| english.percent_at_least(share)), ["89%", "90%", "100%", "3.2%"]);
    let ranged = Estimate { range: Some(Ends { low: 0.239, high: 0.459 }), ..estimate(0.308, 0.308, 0.308) };
    assert_eq!(english.percent_at_most_with_range(ranged), "30% (23% to 45%)");
    assert_eq!(english.percent_at_most(f64::NAN), "–");
}

#[test]
fn an_interval_never_looks_like_a_point() {
    assert_eq!(Tongue::english().percent_with_interval(estimate(0.912, 0.9098, 0.9142)), "91.2% (91.0% to 91.4%)");
    assert_eq!(Tongue::english().percent_with_interval(estimate(0.91, 0.90, 0.92)), "91% (90% to 92%)");
    assert_eq!(Tongue::english().percent_with_sampling(estimate(0.91, 0.90, 0.92)), "91% (sampling 90% to 92%)");
    let points = Tongue::english().points_with_sampling(estimate(0.018, 0.017, 0.019));
    assert_eq!(points, "1.8 points (sampling ±0.10)");
    // Where nothing was left to chance there is none, whatever rounding leaves.
    assert_eq!(Tongue::english().percent_with_interval(estimate(0.5, 0.5, 0.5)), "50%");
    let rounded = estimate(0.1, 0.1 - 1e-15, 0.1 + 1e-15);
    assert_eq!(Tongue::english().percent_with_sampling(rounded), "10%");
    assert_eq!(Tongue::english().points_with_interval(rounded), "10 points");
    assert_eq!(Tongue::english().points_with_sampling(rounded), "10 points");
    let ranged = Estimate { range: Some(crate::assessment::Ends { low: 0.0725, high: 0.1 }), ..rounded };
    assert_eq!(Tongue::english().points_with_interval(ranged), "10 points (7 to 10)");
    assert_eq!(Tongue::english().points_with_interval(estimate(-0.02, -0.045, 0.005)), "−2.0 ±2.5 points");
}

#[test]
fn an_unknown_interval_is_called_so() {
    let (english, few) = (Tongue::english(), Estimate::with_unknown_interval(0.48));
    assert_eq!(english.percent_with_interval(few), "48% (interval unknown)");
    assert_eq!(english.percent_with_sampling(few), "48% (interval unknown)");
    assert_eq!(english.points_with_interval(few), "48 points (interval unknown)");
    assert_eq!(english.points_with_sampling(few), "48 points (interval unknown)");
    let ranged = Estimate { range: Some(crate::assessment::Ends { low: 0.3, high: 0.6 }), ..few };
    assert_eq!(english.percent_with_interval(ranged), "48% (30% to 60%; error of sampling unknown)");
    assert_eq!(english.points_with_interval(ranged), "48 points (30 to 60; error of sampling unknown)");
}

#[test]
fn a_range_stands_where_the_interval_does_and_large_errors_beside_it() {
    let ends = Some(crate::assessment::Ends { low: 0.004, high: 0.092 });
    let ranged = |half: f64| Estimate { range: ends, ..estimate(0.03, 0.03 - half, 0.03 + half) };
    assert_eq!(Tongue::english().percent_with_interval(ranged(0.001)), "3.0% (0.40% to 9.2%)");
    assert_eq!(Tongue::english().percent_with_interval(ranged(0.02)), "3.0% (0.40% to 9.2%; sampling ±2.0 points)");
    assert_eq!(Tongue::english().hundredths_with_interval(ranged(0.02)), "3.0 (0.40 to 9.2; sampling ±2.0)");
    assert_eq!(Tongue::english().hundredths_with_interval(estimate(-0.02, -0.045, 0.005)), "−2.0 (−4.5 to 0.5)");
    assert_eq!(Tongue::english().points_with_interval(ranged(0.001)), "3.0 points (0.4 to 9.2)");
    let beside = Estimate { value: 0.2, low: 0.2, high: 0.2, range: ends };
    assert_eq!(Tongue::english().percent_with_interval(beside), "20% (0.40% at low, 9.2% at high)");
}

#[test]
fn plain_numbers_have_three_digits_and_changes_a_sign() {
    assert_eq!(
        [0.00042, 0.52, 700.0, 2400.0, 0.0, 1.25].map(|value| Tongue::english().plain(value)),
        ["0.00042", "0.52", "700", "2,400", "0", "1.25"]
    );
    assert_eq!([0.021, -0.003, 0.0].map(|points| Tongue::english().change(points)), ["+2.1", "−0.30", "0"]);
    assert_eq!([4e-6, -1e-17].map(|points| Tongue::english().change(points)), ["0", "0"]);
    assert_eq!(Tongue::english().percent(1e-17), "0%");
}

#[test]
fn a_number_and_its_interval_have_as_many_digits() {
    let told = |value, low, high| Tongue::english().plain_with_interval(estimate(value, low, high));
    assert_eq!(told(4.84, 4.33, 5.5), "4.84 (4.33 to 5.50)");
    assert_eq!(told(120.0, 99.5, 141.2), "120 (100 to 141)");
}

#[test]
fn stated_numbers_are_not_rounded_into_others() {
    let english = Tongue::english();
    let shares = [0.9951, 0.999, 0.03, 0.0005, 0.125, 1e-9, 0.999_999_91, 1.0 / 3.0, 0.0];
    assert_eq!(
        shares.map(|share| english.stated_percent(share, &[])),
        ["99.51%", "99.9%", "3.0%", "0.050%", "12.5%", "0.0000001%", "99.99999%", "33%", "0%"]
    );
    assert_eq!(english.stated_percent(0.500_123, &[0.500_122]), "50.0123%");
    assert_eq!(english.stated_percent(1.0 / 3.0, &[0.333, 0.334]), "33.33%");
    let plain = [2400.5, 0.3, 0.050_000_1, 700.0].map(|value| english.stated(value, &[0.05]));
    assert_eq!(plain, ["2,400.5", "0.3", "0.0500001", "700"]);
}

#[test]
fn no_digit_of_an_exact_number_is_lost() {
    let written = [0.1, 1_234_567.25, -1e-7, 0.3e9, 0.0].map(|value| Tongue::of(Language::Kazakh).exact(value));
    assert_eq!(written, ["0,1", "1\u{A0}234\u{A0}567,25", "−0,0000001", "300\u{A0}000\u{A0}000", "0"]);
}

#[test]
fn a_zero_has_no_sign() {
    assert_eq!(Tongue::english().number(-0.0004, 2), "0.00");
}

#[test]
fn money_is_written_in_words() {
    assert_eq!(Tongue::english().money(1e8, "USD"), "100 million USD");
    assert_eq!(Tongue::english().money(1.25e9, "USD"), "1.25 billion USD");
    assert_eq!(Tongue::english().money(1234.0, "KZT"), "1,234 KZT");
}

#[test]
fn each_language_writes_numbers_by_its_habit() {
    let written = Language::ALL.map(|language| {
        let tongue = Tongue::of(language);
        [tongue.percent(0.0312), tongue.number(-12345.6, 1), tongue.level(0.995), tongue.money(1.25e9, "USD")]
    });
    assert_eq!(written[0], ["3.1%", "−12,345.6", "99.5%", "1.25 billion USD"]);
    assert_eq!(written[1], ["3,1\u{A0}%", "−12\u{A0}345,6", "99,5\u{A0}%", "1,25\u{A0}млрд USD"]);
    assert_eq!(written[2], ["3,1%", "−12\u{A0}345,6", "99,5%", "1,25\u{A0}млрд USD"]);
}
