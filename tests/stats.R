# usage: Rscript tests/stats.R BUILD
#
# The same numbers to BUILD/make_stats and to R's own t.test, wilcox.test,
# p.adjust, cor, aov and distribution functions: results agree to 1e-9.

options(warn = 1, digits = 17)
set.seed(20260101)
build <- commandArgs(TRUE)[1]
tolerance <- 1e-9
commands <- character()
expected <- list()

# A command and what it must give: a list of values, each with the size that
# its error is relative to.
add <- function(name, n, k, numbers, want) {
    commands <<- c(commands, paste(name, n, k,
        paste(sprintf('%.17g', numbers), collapse = ' ')))
    expected <<- c(expected, list(want))
}

# A value whose error is relative to itself, or to a size that is larger.
value <- function(x, size = 0)
    cbind(x, pmax(abs(x), size))

interval <- function(low, high)
    value(c(low, high), abs(high - low))

# Random numbers of many kinds.

noise <- function(n)
    switch(sample(4, 1), rnorm(n), rt(n, 3), rexp(n) - 1, runif(n) - .5)

spaced <- function(x)
    round(x, sample(c(0, 1, 3, 6), 1, prob = c(2, 2, 4, 1)))

pairs_of <- function(n) {
    spread <- 10 ^ runif(1, -1, 2)
    person <- noise(n) * spread * sample(c(0, 1, 3), 1) + runif(1, -50, 50)
    change <- spread * noise(n) + sample(c(0, .3, 1, 5), 1) * spread *
        sample(c(-1, 1), 1)
    pre <- spaced(person + spread * noise(n) * .3)
    post <- spaced(pre + change)
    still <- runif(n) < sample(c(0, .1, .5, 1), 1, prob = c(6, 2, 2, .3))
    post[still] <- pre[still]
    if (runif(1) < .05)
        post <- pre + 5
    cbind(pre, post)
}

# Pairs.

summary_of <- function(x)
    value(c(mean(x), sd(x)), max(abs(x)))

# R approximates pt() coarsely where |ncp| > 37.6.
passes <- function(t, df, ncp) {
    if (abs(ncp) < 37)
        return(pt(t, df, ncp, lower.tail = FALSE))
    integrate(function(z) dnorm(z) *
        pchisq(df * pmax(0, (z + ncp) / t) ^ 2, df), -9, 9,
        rel.tol = 1e-13, subdivisions = 1000)$value
}

# The ncp of which t is the p-quantile.
shift <- function(t, df, p) {
    width <- sqrt(1 + t ^ 2 / (2 * df))
    root <- function(ncp)
        passes(t, df, ncp) - (1 - p)
    uniroot(root, sort(c(t, t + sign(.5 - p) * width)), extendInt = 'yes',
        tol = 1e-13 * width, maxiter = 1000)$root
}

effect <- function(pre, post, d) {
    n <- length(d)
    v <- var(pre)
    w <- var(post)
    if (n < 3 || sd(d) == 0)
        return(list(value(NaN), value(c(NaN, NaN))))
    s <- sqrt((v + w) / 2)
    df <- (n - 1) * (v + w) ^ 2 / (v ^ 2 + w ^ 2 + 2 * cov(pre, post) ^ 2)
    unbias <- exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
    scale <- sd(d) / sqrt(n) / s
    t <- mean(d) / sd(d) * sqrt(n)
    ends <- if (t < 0) -c(shift(-t, n - 1, .025), shift(-t, n - 1, .975))
        else c(shift(t, n - 1, .975), shift(t, n - 1, .025))
    list(value(unbias * mean(d) / s, scale),
        interval(ends[1] * scale, ends[2] * scale))
}

# NaN too where R stops at constant data.
test_t <- function(d) {
    n <- length(d)
    constant <- n > 1 && sd(d) == 0
    if (n < 2 || constant)
        return(list(value(if (constant) c(d[1], d[1]) else c(NaN, NaN)),
            value(c(NaN, if (n < 2) NaN else n - 1, NaN))))
    r <- t.test(d)
    known <- if (n < 6) NaN else 1
    list(interval(r$conf.int[1], r$conf.int[2]),
        value(c(r$statistic * known, n - 1, r$p.value * known),
            c(1, 0, 0)))
}

test_ranks <- function(d) {
    there <- sum(d != 0)
    if (length(d) < 6)
        return(value(c(there, NaN, NaN, 0)))
    if (there == 0)
        return(value(c(0, 0, NaN, 0)))
    r <- suppressWarnings(wilcox.test(d))
    value(c(there, r$statistic, r$p.value,
        if (grepl('exact', r$method)) 1 else 2))
}

add_pairs <- function(m) {
    pre <- m[, 1]
    post <- m[, 2]
    d <- round(post - pre, 9)
    r <- if (length(d) < 3 || sd(pre) == 0 || sd(post) == 0) NaN
        else cor(pre, post)
    t <- test_t(d)
    e <- effect(pre, post, d)
    add('paired', length(d), 2, c(pre, post), rbind(summary_of(pre),
        summary_of(post), summary_of(d), t[[1]], t[[2]], test_ranks(d),
        value(r, 1), e[[1]], e[[2]]))
}

# Repeated measurements.

agreement <- function(x) {
    n <- nrow(x)
    k <- ncol(x)
    long <- data.frame(x = c(x), subject = factor(row(x)),
        session = factor(col(x)))
    ms <- summary(aov(x ~ subject + session, long))[[1]][['Mean Sq']]
    s <- ms[1]
    c <- ms[2]
    e <- ms[3]
    icc <- (s - e) / (s + (k - 1) * e + k * (c - e) / n)
    a <- k * max(0, icc) / (n * (1 - icc))
    b <- 1 + a * (n - 1)
    df <- (a * c + b * e) ^ 2 /
        ((a * c) ^ 2 / (k - 1) + (b * e) ^ 2 / ((n - 1) * (k - 1)))
    f <- c(qf(.975, n - 1, df), qf(.975, df, n - 1))
    sum <- k * c + (k * n - k - n) * e
    sem <- sqrt((c + (n - 1) * e) / n)
    sem_df <- (c + (n - 1) * e) ^ 2 /
        (c ^ 2 / (k - 1) + ((n - 1) * e) ^ 2 / ((n - 1) * (k - 1)))
    rbind(value(ms, 1e-6 * max(ms)), value(icc, 1),
        value(c(n * (s - f[1] * e) / (f[1] * sum + n * s),
            n * (f[2] * s - e) / (sum + n * f[2] * s)), 1),
        value(c(sem, sem_df, sem * sqrt(sem_df / qchisq(.975, sem_df)),
            sem * sqrt(sem_df / qchisq(.025, sem_df)), 1.96 * sqrt(2) * sem,
            qt(.975, sem_df) * sqrt(2) * sem)))
}

bland_altman <- function(x) {
    if (ncol(x) > 2)
        return(value(rep(NaN, 11)))
    d <- round(x[, 2] - x[, 1], 9)
    n <- length(d)
    t <- qt(.975, n - 1)
    half <- 1.96 * sd(d)
    se <- sd(d) * sqrt(1 / n + 1.96 ^ 2 / (2 * (n - 1)))
    ends <- mean(d) + c(-half, half)
    r <- if (n < 3 || sd(abs(d)) == 0) NaN else cor(abs(d), rowMeans(x))
    value(c(mean(d), sd(d), mean(d) + c(-1, 1) * t * sd(d) / sqrt(n), ends,
        ends[1] + c(-1, 1) * t * se, ends[2] + c(-1, 1) * t * se, r),
        max(sd(d), 1e-3))
}

add_table <- function(n, k) {
    x <- matrix(sample(c(0, 1, 5), 1) * noise(n), n, k) +
        rep(sample(c(0, .3, 3), 1) * noise(k), each = n)
    x <- round(10 * x + 3 * matrix(noise(n * k), n, k), 3)
    add('agreement', n, k, t(x), rbind(agreement(x), bland_altman(x)))
}

# What there is to compare.

for (n in rep(2:120, 10))
    add_pairs(pairs_of(n))
for (n in c(2:12, 49:51, 120)) {
    add_pairs(cbind(1:n, 1:n + .1))
    add_pairs(cbind(1:n, 1:n))
    for (tiny in 10 ^ -(1:8))	# t from 10 to 1e9
        add_pairs(cbind(1:n, 1:n + round(1 + tiny * rnorm(n), 9)))
}
for (i in 1:800)
    add_table(sample(2:60, 1), sample(2:6, 1, prob = c(5, 2, 1, 1, 1)))
for (n in rep(1:30, 4)) {
    p <- round(runif(n) ^ sample(4, 1), sample(c(2, 8), 1))
    p[runif(n) < sample(c(0, .3), 1)] <- NaN
    add('holm', n, 1, p, value(p.adjust(p, 'holm')))
}
for (i in 1:300) {
    p <- c(runif(1), 10 ^ runif(1, -1, 3))
    add('quantile', 1, 1, p, value(qt(p[1], p[2]), 1e-3))
}
for (n in c(6:40, 200)) {
    x <- round(noise(n), 3)
    add('band', n, 1, x, value(c(sqrt(mean(x ^ 2)), n,
        qt(.975, n) * sqrt(mean(x ^ 2)))))
}
for (n in c(0:50, 500))
    for (m in unique(c(0, 1, n %/% 10, n, n + 1)))
        add('responders', n, m, 0, value(c(.025 * n,
            sum(dbinom(seq(m, length.out = max(0, n - m + 1)), n, .025)))))

# Compare.

got <- system2(file.path(build, 'make_stats'), input = commands,
    stdout = TRUE)
if (length(got) != length(commands))
    stop(length(commands), ' commands, but ', length(got), ' answers')
worst <- c()
wrong <- 0
for (i in seq_along(commands)) {
    want <- expected[[i]]
    words <- strsplit(trimws(got[i]), ' +')[[1]]
    numbers <- suppressWarnings(as.numeric(words))
    name <- strsplit(commands[i], ' ')[[1]][1]
    same <- length(numbers) == nrow(want) &&
        all(is.nan(numbers) == is.nan(want[, 1]))
    error <- if (!same) Inf else
        max(0, (abs(numbers - want[, 1]) / want[, 2])[want[, 2] > 0 &
            !is.nan(want[, 1])], abs(numbers[want[, 2] %in% 0]))
    worst[name] <- max(worst[name], error, na.rm = TRUE)
    if (error > tolerance) {
        wrong <- wrong + 1
        if (wrong <= 10) {
            cat('stats:', substr(commands[i], 1, 300), '\n got', got[i],
                '\nwant', want[, 1], '\n')
            if (same)
                cat('  at', which(abs(numbers - want[, 1]) >
                    tolerance * want[, 2]), '\n')
        }
    }
}
for (name in names(worst))
    cat(sprintf('stats: %-10s %4d compared with R, largest error %.1e\n',
        name, sum(startsWith(commands, paste0(name, ' '))), worst[name]))
quit(status = if (wrong) 1 else 0)
