//! A client as fields and cautions.

use serde_json::{Map, Value};

use super::Content;
use crate::format::Stored as _;
use holdwell_model::{Client, Id};

/// Splits a client into fields.
pub(crate) fn client_content(client: &Client) -> serde_json::Result<Content> {
    let whole: Map<String, Value> = serde_json::from_str(&client.write()?)?;
    let mut content = Content::default();
    for (field, value) in whole {
        match (field.as_str(), value) {
            ("id", _) => {}
            ("cautions", Value::Array(cautions)) => {
                let id = |caution: &Value| caution["id"].as_str().unwrap_or_default().to_owned();
                content.cautions = cautions.into_iter().map(|caution| (id(&caution), caution)).collect();
            }
            (_, value) => {
                content.fields.insert(field, value);
            }
        }
    }
    Ok(content)
}

/// Puts a client together again.
pub(crate) fn client_of_content(id: Id, content: &Content) -> serde_json::Result<Client> {
    let mut whole: Map<String, Value> = content.fields.clone().into_iter().collect();
    whole.insert("id".to_owned(), Value::from(id.to_string()));
    whole.insert("cautions".to_owned(), content.cautions.iter().map(|(_, caution)| caution.clone()).collect());
    Client::read(&Value::Object(whole).to_string())
}
