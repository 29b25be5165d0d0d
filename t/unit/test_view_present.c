#include "base/std.h"

#include "view/present.h"
#include "base/zone.h"
#include "view/present_time.h"

#include "rig/suite.h"
#include "unit/view_sample.h"

#define EXPECT(got, wanted) CU_ASSERT_TRUE(str_eq((got), str_from(wanted)))

static void test_counts_are_grouped(void)
{
    struct sample s;
    sample_begin(&s);
    EXPECT(present_count(&s.work, 0), "0");
    EXPECT(present_count(&s.work, 999), "999");
    EXPECT(present_count(&s.work, 12345), "12,345");
    EXPECT(present_count(&s.work, 1234567), "1,234,567");
    EXPECT(present_count(&s.work, -1), "0");
    sample_end(&s);
}

static void test_times_are_short_and_full(void)
{
    struct sample s;
    const int64_t minute = 60000, hour = 60 * minute, day = 24 * hour;
    sample_begin(&s);
    EXPECT(present_time_short(&s.work, sample_now + day), "now");
    EXPECT(present_time_short(&s.work, sample_now - minute + 1), "now");
    EXPECT(present_time_short(&s.work, sample_now - minute), "1 min");
    EXPECT(present_time_short(&s.work, sample_now - hour + 1), "59 min");
    EXPECT(present_time_short(&s.work, sample_now - hour), "1 h");
    EXPECT(present_time_short(&s.work, sample_now - day + 1), "23 h");
    EXPECT(present_time_short(&s.work, sample_now - day), "19 Nov");
    EXPECT(present_time_short(&s.work, sample_now - 12 * day), "8 Nov");
    EXPECT(present_time_short(&s.work, sample_now - 365 * day), "20 Nov 2025");
    EXPECT(present_time_full(&s.work, sample_now), "20 November 2026, 12:30 UTC");
    EXPECT(present_time_month(&s.work, 0), "January 1970");
    EXPECT(present_time_iso(&s.work, sample_now), "2026-11-20T12:30:05.123Z");
    sample_end(&s);
}

static void test_times_are_those_of_the_viewers_zone(void)
{
    static const struct {
        const char *zone, *full, *month, *day;
    } cases[] = { /* of 2026-10-31T23:30Z */
        {"Europe/Berlin", "1 November 2026, 00:30 CET", "November 2026", "1 Nov"},
        {"Asia/Kathmandu", "1 November 2026, 05:15 UTC+0545", "November 2026", "1 Nov"},
        {"America/Sao_Paulo", "31 October 2026, 20:30 UTC-03", "October 2026", "31 Oct"},
        {"Nowhere/Land", "31 October 2026, 23:30 UTC", "October 2026", "31 Oct"},
        {"../etc/passwd", "31 October 2026, 23:30 UTC", "October 2026", "31 Oct"},
        {"", "31 October 2026, 23:30 UTC", "October 2026", "31 Oct"},
    };
    const int64_t at = 1793489400000;
    struct sample s;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        sample_begin(&s);
        s.viewer.user.time_zone = str_from(cases[i].zone);
        s.work.viewer = &s.viewer;
        s.work.zones = zones_open(ZONE_FOLDER);
        EXPECT(present_time_full(&s.work, at), cases[i].full);
        EXPECT(present_time_month(&s.work, at), cases[i].month);
        EXPECT(present_time_short(&s.work, at), cases[i].day);
        EXPECT(present_time_iso(&s.work, at), "2026-10-31T23:30:00.000Z");
        zones_close(s.work.zones);
        s.work.zones = NULL; /* commands have none */
        EXPECT(present_time_full(&s.work, at), "31 October 2026, 23:30 UTC");
        sample_end(&s);
    }
}

static void test_initials_are_what_one_would_write(void)
{
    struct sample s;
    sample_begin(&s);
    EXPECT(present_avatar(&s.work, 1, STR("Ada")).initials, "A");
    EXPECT(present_avatar(&s.work, 1, STR("Ada  Mary Thornbury")).initials, "AT");
    EXPECT(present_avatar(&s.work, 1, STR("Bo (not Bob)")).initials, "BB");
    EXPECT(present_avatar(&s.work, 1, STR("\xe9\x99\x88\xe7\xbe\x8e")).initials, "\xe9\x99\x88");
    EXPECT(present_avatar(&s.work, 1, STR("*** ---")).initials, "");
    EXPECT(present_avatar(&s.work, 1, STR("")).initials, "");
    sample_end(&s);
}

static void test_lists_know_their_neighbours(void)
{
    struct sample s;
    sample_begin(&s);
    struct tweet_list list = sample_tweets(&s, 2);
    list.ends = (struct page_ends){.next_max_id = 11, .prev_min_id = 22, .newest = true};
    struct tweet_parts parts = present_tweets(&s.work, &list, STR("/public"));
    EXPECT(parts.pager.older_href, "/public?max_id=11");
    EXPECT(parts.pager.newer_href, "");
    list.ends = (struct page_ends){.prev_min_id = 22};
    parts = present_tweets(&s.work, &list, STR("/public"));
    EXPECT(parts.pager.older_href, "");
    EXPECT(parts.pager.newer_href, "/public?min_id=22");
    CU_ASSERT_TRUE(parts.pager.some);
    sample_end(&s);
}

static struct pager_part pager_of_none(struct sample *s, struct page_ends ends)
{
    const struct tweet_list list = {.ends = ends};
    return present_tweets(&s->work, &list, STR("/public")).pager;
}

static void test_an_empty_page_knows_why(void)
{
    struct sample s;
    sample_begin(&s);
    struct pager_part behind = pager_of_none(&s, (struct page_ends){.newest = false});
    EXPECT(behind.newer_href, "/public");
    CU_ASSERT_TRUE(behind.at_end && behind.some && !behind.none);
    struct pager_part filtered = pager_of_none(&s, (struct page_ends){.next_max_id = 11, .newest = true});
    EXPECT(filtered.older_href, "/public?max_id=11");
    CU_ASSERT_TRUE(filtered.some && !filtered.at_end && !filtered.none);
    struct pager_part empty = pager_of_none(&s, (struct page_ends){.newest = true});
    CU_ASSERT_TRUE(empty.none && !empty.some && !empty.at_end);
    sample_end(&s);
}

static void test_buttons_are_for_those_who_may(void)
{
    struct sample s;
    struct user_card bo = sample_person(1), ada = sample_person(0);
    struct tweet_card mine = sample_tweet(0), other = sample_tweet(1);
    sample_begin(&s);
    CU_ASSERT_FALSE(present_person(&s.work, &bo).can_follow);
    EXPECT(present_tweet(&s.work, &mine).delete_href, "");
    sample_viewer(&s);
    ada.viewer.self = true;
    EXPECT(present_person(&s.work, &bo).follow_action, "/users/12/follow");
    bo.viewer.following = true;
    EXPECT(present_person(&s.work, &bo).follow_action, "/users/12/unfollow");
    CU_ASSERT_FALSE(present_person(&s.work, &ada).can_follow);
    CU_ASSERT_TRUE(str_ends(present_tweet(&s.work, &mine).delete_href, STR("/delete")));
    EXPECT(present_tweet(&s.work, &other).delete_href, "");
    sample_end(&s);
}

static void test_people_are_told(void)
{
    struct sample s;
    struct user_card ada = sample_person(0);
    sample_begin(&s);
    struct person_part p = present_person(&s.work, &ada);
    EXPECT(p.href, "/@ada");
    EXPECT(p.followers_href, "/@ada/followers");
    EXPECT(p.url_shown, "ada.example/garden");
    EXPECT(p.joined, "March 2025");
    EXPECT(p.joined_iso, "2025-03-30");
    sample_end(&s);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"counts_are_grouped", test_counts_are_grouped},
        {"times_are_short_and_full", test_times_are_short_and_full},
        {"times are those of the viewer's zone", test_times_are_those_of_the_viewers_zone},
        {"initials_are_what_one_would_write", test_initials_are_what_one_would_write},
        {"lists_know_their_neighbours", test_lists_know_their_neighbours},
        {"an_empty_page_knows_why", test_an_empty_page_knows_why},
        {"buttons_are_for_those_who_may", test_buttons_are_for_those_who_may},
        {"people_are_told", test_people_are_told},
        {NULL, NULL},
    });
}
