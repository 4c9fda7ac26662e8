# usage: Rscript tests/diff.R BUILD
#
# Made-up cohorts as grade records through BUILD/synk-diff, and the same
# numbers through R's own t.test, wilcox.test, p.adjust, cor and pbinom: what
# stands in its CSV agrees to 1e-9, from the record's text to the row.

options(warn = 1, digits = 17)
set.seed(20260102)
tool <- file.path(commandArgs(TRUE)[1], 'synk-diff')
folder <- tempfile('diff')
dir.create(folder)
wrong <- 0
compared <- 0
worst <- 0

# A file of text, and what the tool makes of such files.
put <- function(name, lines) {
    path <- file.path(folder, name)
    writeLines(lines, path)
    path
}

run <- function(...) {
    out <- put('out.csv', suppressWarnings(system2(tool, c('-q', '-f', 'csv',
        ...), stdout = TRUE)))
    read.csv(out, check.names = FALSE, na.strings = '')
}

check <- function(what, got, want, size = abs(want)) {
    compared <<- compared + 1
    got <- as.numeric(got)
    error <- if (is.na(want) && is.na(got)) 0
        else if (is.na(want) || is.na(got)) Inf
        else abs(got - want) / max(size, 1e-9)
    worst <<- max(worst, error)
    if (error > 1e-9) {
        wrong <<- wrong + 1
        if (wrong <= 10)
            cat('diff:', what, 'is', got, 'and not', want, '\n')
    }
}

# People: numbers of the affected and of the healthy side, put where a record
# of that side has them.  What is better goes up, or comes nearer to 0.

quantities <- c('score.rest', 'score.movement', 'score.synkinesis',
    'score.overall', 'region.smile.asymmetry', 'rest.eye.affected',
    'rest.eye.healthy', 'rest.eye.excess', 'movement.smile.affected',
    'movement.smile.healthy', 'movement.smile.ratio',
    'synkinesis.smile_eye.excess', 'synkinesis.smile_eye.excess_length',
    'measure.smile.shift_menton', 'measure.rest.fissure_width.affected')

numbers <- function(x)
    ifelse(is.na(x), 'null', sprintf('%.3f', x))

record <- function(subject, visit, side, v, se) {
    x <- numbers(v)
    e <- numbers(se)
    sign <- if (side == 'right') -1 else 1
    # the two sides of a quantity, as left and right
    sides <- function(affected, healthy) {
        at <- if (side == 'right') c(healthy, affected)
            else c(affected, healthy)
        sprintf('"left":%s,"right":%s,"left_se":%s,"right_se":%s',
            x[at[1]], x[at[2]], e[at[1]], e[at[2]])
    }
    one <- function(key, i, times = 1)
        sprintf('"%s":%s,"%s_se":%s', key, numbers(times * v[i]), key, e[i])
    sprintf(paste0('{"record":"synk-grade/1","subject":"%s","visit":"%s",',
        '"visit_order":%d,"side":{"affected":"%s","source":"declared"},',
        '"expressions":{"rest":{"photos":1,"scheme":"ibug68","detector":',
        '"dlib","measures":{"fissure_width":{"%s":%s,"%s_se":%s}}},',
        '"smile":{"photos":1,"scheme":"ibug68","detector":"dlib",',
        '"measures":{"shift_menton":{%s}}}},',
        '"regions":{"smile":{%s},"eye":{"rest":{%s,%s}}},',
        '"movements":{"smile":{%s,%s}},',
        '"synkinesis":[{"row":"smile_eye","voluntary":"smile",%s,%s}],',
        '"scores":{%s,%s,%s,%s},',
        '"provenance":{"version":"1","norms":"a","axis":"canthi"}}'),
        subject, visit, if (visit == 'pre') 1L else 2L, side,
        side, x[15], side, e[15], one('mid', 14, sign),
        one('asymmetry', 5), sides(6, 7), one('difference', 8, sign),
        sides(9, 10), one('ratio', 11), one('excess', 12),
        one('excess_length', 13), one('rest', 1), one('movement', 2),
        one('synkinesis', 3), one('overall', 4))
}

noise <- function(n)
    switch(sample(4, 1), rnorm(n), rt(n, 3), rexp(n) - 1, runif(n) - .5)

# n people by quantity: before, after; some the same, some missing, some of
# few decimals, and once all by the same.
cohort <- function(n) {
    k <- length(quantities)
    decimals <- sample(c(0, 1, 3), k, TRUE, c(1, 2, 5))
    pre <- post <- matrix(0, n, k)
    for (i in 1:k) {
        pre[, i] <- round(20 + 10 * noise(n), decimals[i])
        change <- 5 * noise(n) + sample(c(0, 2, 8), 1)
        change[runif(n) < sample(c(0, .2), 1)] <- 0
        if (runif(1) < .1)
            change <- 4
        post[, i] <- round(pre[, i] + change, decimals[i])
        pre[runif(n) < sample(c(0, .1), 1), i] <- NA
        post[runif(n) < sample(c(0, .1), 1), i] <- NA
    }
    list(pre = pre, post = post, se_pre = round(matrix(runif(n * k), n), 3),
        se_post = round(matrix(runif(n * k), n), 3),
        side = sample(c('left', 'right'), n, TRUE))
}

records <- function(c, n) {
    lines <- character()
    for (i in 1:n) {
        subject <- sprintf('P%03d', i)
        lines <- c(lines,
            record(subject, 'pre', c$side[i], c$pre[i, ], c$se_pre[i, ]),
            record(subject, 'post', c$side[i], c$post[i, ], c$se_post[i, ]))
    }
    lines
}

# What R says.

statistics <- function(pre, post) {
    there <- !is.na(pre) & !is.na(post)
    pre <- pre[there]
    post <- post[there]
    d <- round(post - pre, 9)
    n <- length(d)
    r <- list(n = n, pre_mean = mean(pre), pre_sd = sd(pre),
        post_mean = mean(post), post_sd = sd(post), change_mean = mean(d),
        change_sd = sd(d), change_ci_low = NA, change_ci_high = NA, t = NA,
        df = if (n > 1) n - 1 else NA, p = NA, signed_rank_n = sum(d != 0),
        signed_rank_v = NA, signed_rank_p = NA, method = NA,
        correlation = NA)
    if (n > 2 && sd(pre) > 0 && sd(post) > 0)
        r$correlation <- cor(pre, post)
    if (n > 1 && sd(d) == 0)
        r$change_ci_low <- r$change_ci_high <- d[1]
    else if (n > 1) {
        test <- t.test(post, pre, paired = TRUE)
        r$change_ci_low <- test$conf.int[1]
        r$change_ci_high <- test$conf.int[2]
        if (n >= 6) {
            r$t <- test$statistic
            r$p <- test$p.value
        }
    }
    if (n >= 6) {
        # of differences that have no more than their decimals
        test <- suppressWarnings(wilcox.test(d))
        r$signed_rank_v <- test$statistic
        r$signed_rank_p <- if (any(d != 0)) test$p.value else NA
        r$method <- if (!any(d != 0)) NA
            else if (grepl('exact', test$method)) 'exact' else 'normal'
    }
    r
}

check_row <- function(row, c, i) {
    want <- statistics(c$pre[, i], c$post[, i])
    size <- max(abs(c(c$pre[, i], c$post[, i])), 1, na.rm = TRUE)
    for (name in setdiff(names(want), 'method'))
        check(paste(row$row, name), row[[name]], want[[name]],
            if (name %in% c('n', 'df', 'signed_rank_n')) 1
            else if (grepl('mean|sd|ci', name)) size
            else max(abs(want[[name]]), 1e-3))
    if (!identical(as.character(row$signed_rank_method),
        as.character(want$method)))
        check(paste(row$row, 'is', row$signed_rank_method, 'not',
            want$method), 1, 0)
    want
}

check_cohort <- function(n) {
    c <- cohort(n)
    file <- put('grades.json', records(c, n))
    rows <- run('--cohort', '--measures=yes', file)
    p <- v <- rep(NA, 3)
    for (i in seq_along(quantities)) {
        row <- rows[rows$row == quantities[i], ]
        if (nrow(row) == 0)	# nobody has it
            next
        want <- check_row(row, c, i)
        if (i <= 3) {
            p[i] <- want$p
            v[i] <- want$signed_rank_p
        }
    }
    for (i in 1:3) {
        row <- rows[rows$row == quantities[i], ]
        check('p_holm', row$p_holm, p.adjust(p, 'holm')[i])
        check('ranks_p_holm', row$signed_rank_p_holm,
            p.adjust(v, 'holm')[i])
    }
    check_people(file, c, n)
    check_responders(file, c, n)
}

# Each person's change, by the affected side.
check_people <- function(file, c, n) {
    rows <- run('--measures=yes', file)
    for (i in 1:n)
        for (k in seq_along(quantities)) {
            row <- rows[rows$subject == sprintf('P%03d', i) &
                rows$row == quantities[k], ]
            change <- c$post[i, k] - c$pre[i, k]
            se <- sqrt(c$se_pre[i, k] ^ 2 + c$se_post[i, k] ^ 2)
            if (nrow(row) == 0) {	# neither visit has it
                check('no row', 0, sum(!is.na(c(c$pre[i, k],
                    c$post[i, k]))), 1)
                next
            }
            check('change', row$change, change, 1)
            check('change_se', row$change_se, if (is.na(change)) NA
                else se, 1)
            check('low', row$change_ci_low, change - qnorm(.975) * se, 1)
            check('high', row$change_ci_high, change + qnorm(.975) * se, 1)
            beyond <- abs(change) > qnorm(.975) * se
            check('beyond', row$beyond_landmark_noise == 'true', beyond, 1)
        }
}

# Those beyond a limit, and the chance of so many.
check_responders <- function(file, c, n) {
    sem <- 1.5
    df <- 20
    norms <- put('errors.json', sprintf(paste0('{"record":"synk-norms/1",',
        '"reliability":[{"quantity":"score.rest","detector":"dlib",',
        '"sem":%g,"df":%g,"factor":"visit","basis":"derived",',
        '"source":"made up"}]}'), sem, df))
    row <- run('--cohort', '--norms', norms, file)
    row <- row[row$row == 'score.rest', ]
    change <- c$post[, 1] - c$pre[, 1]
    limit <- pmax(qt(.975, df) * sqrt(2) * sem, qnorm(.975) *
        sqrt(c$se_pre[, 1] ^ 2 + c$se_post[, 1] ^ 2))
    known <- sum(!is.na(change))
    up <- sum(change > limit, na.rm = TRUE)
    check('with_error', row$with_error, known, 1)
    check('improved', row$improved, up, 1)
    check('worse', row$worse, sum(-change > limit, na.rm = TRUE), 1)
    check('improved_expected', row$improved_expected,
        if (known) .025 * known else NA)
    check('improved_chance', row$improved_chance, if (known < 6) NA
        else pbinom(up - 1, known, .025, lower.tail = FALSE))
}

for (n in c(2, 3, 5:12, 20, 35, 49:52, 80))
    check_cohort(n)
cat(sprintf('diff: %d numbers of synk-diff compared with R, largest error %.1e\n',
    compared, worst))
unlink(folder, recursive = TRUE)
quit(status = if (wrong) 1 else 0)
