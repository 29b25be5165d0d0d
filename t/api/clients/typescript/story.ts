// story.js URL NAME: the story of t/api/test_clients.py, told by openapi-fetch over the types of openapi-typescript.
import createClient from "openapi-fetch";
import type { components, paths } from "./linnet.js";

declare const process: { argv: string[] };

const [url, name] = process.argv.slice(2) as [string, string];
const password = "correct horse battery";
type Tweet = components["schemas"]["Tweet"];

function check(fine: boolean, what: string): asserts fine {
    if (!fine) throw new Error(what);
}

const visitor = createClient<paths>({ baseUrl: url });
const made = await visitor.POST("/v1/users", { body: { username: name, email: `${name}@example.org`, password } });
check(made.data?.username === name && made.data.bio === null, "registered");
const session = await visitor.POST("/v1/sessions", { body: { login: name, password } });
check(session.data !== undefined, "logged in");

const me = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${session.data.token}` } });
const once = { header: { "Idempotency-Key": `${name} 1` } };
const first = await me.POST("/v1/tweets", { params: once, body: { text: "hello #typescript" } });
const again = await me.POST("/v1/tweets", { params: once, body: { text: "hello #typescript" } });
check(first.data !== undefined && again.data?.id === first.data.id, "posted once");
const tweet: Tweet = first.data;
check(tweet.entities.hashtags[0]?.tag === "typescript", "its tag");

const params = { path: { id: tweet.id } };
const home = await me.GET("/v1/timelines/home", { params: { query: { limit: 5 } } });
check(home.data?.data.map((t) => t.id).join() === tweet.id, "read at home");
check((await me.PUT("/v1/tweets/{id}/like", { params })).data?.viewer?.liked === true, "liked");
check((await me.DELETE("/v1/tweets/{id}/like", { params })).response.status === 204, "unliked");
check((await me.PUT("/v1/tweets/{id}", { params, body: { text: "hello again", version: 1 } })).data?.version === 2, "edited");
const refused = await me.PUT("/v1/tweets/{id}", { params, body: { text: "too late", version: 1 } });
check(refused.error?.error.kind === "conflict" && refused.error.error.field === "version", "refused");
check((await me.DELETE("/v1/tweets/{id}", { params })).response.status === 204, "deleted");
check((await me.GET("/v1/tweets/{id}", { params })).error?.error.kind === "not_found", "gone");
check((await me.DELETE("/v1/sessions/current")).response.status === 204, "logged out");
console.log("told");
