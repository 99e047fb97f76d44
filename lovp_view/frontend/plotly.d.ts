// Plotly as Streamlit brings it: no documented interface, so every use is guarded.
interface Window {
  Plotly?: any;
}
