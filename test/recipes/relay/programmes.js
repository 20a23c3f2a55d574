const { graphql } = require('relay-runtime');

// In a program that is bundled, these stand in its components, and babel-plugin-relay puts what relay-compiler made in their place.

/** What a page asks for. */
exports.query = () => graphql`
  query programmesQuery($text: String!) {
    ...programmes_list @arguments(text: $text)
  }
`;

/** A list that goes on, as usePaginationFragment takes it. */
exports.list = () => graphql`
  fragment programmes_list on Query
  @argumentDefinitions(text: { type: "String!" }, count: { type: "Int", defaultValue: 4 }, cursor: { type: "String" })
  @refetchable(queryName: "programmesMoreQuery") {
    programmes(text: $text, first: $count, after: $cursor) @connection(key: "programmes_programmes") {
      edges {
        node {
          id
          title
          city {
            name
          }
        }
      }
      totalCount
      coverage {
        complete
      }
    }
  }
`;

/** One record, which Relay has anew by its id: query { node(id: ...) { ... } }. */
exports.one = () => graphql`
  fragment programmes_one on Programme @refetchable(queryName: "programmesOneQuery") {
    title
    city {
      name
    }
  }
`;
